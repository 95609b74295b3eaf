"""Who may do what: people who sign in, by which proof, and until when. Not: whose stand it is (exhibitors)."""
