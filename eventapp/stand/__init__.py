"""The joint stand: its plan, its areas, who stands where. Not: what is shown (exhibitors), what happens (programme)."""
