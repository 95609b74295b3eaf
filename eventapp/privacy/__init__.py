"""Privacy: which columns say something about people, why, for how long; and the erasing that keeps that promise.

Not: what a page says about it beyond that (the fair's own text), who may look at what (access marks and queries).
"""
