"""The pages of accounts: signing in and one's own account, and the questions to passkeys."""
