"""What people do with a programme: release it. (Importing it is interchange's.)"""
