"""What all views share: access marks, kept answers, addresses, formats, headers. Not: any noun of the fair."""
