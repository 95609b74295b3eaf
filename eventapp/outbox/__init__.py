"""The outbox: mails as rows, written in the transaction of their cause, sent after it. Not: why a mail is written."""
