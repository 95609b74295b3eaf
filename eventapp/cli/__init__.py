"""The shell's door: ``flask --app eventapp …``. Commands only parse, call actions and print."""
