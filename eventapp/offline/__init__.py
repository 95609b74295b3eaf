"""The fair without network: programme, stand and one's own programme kept on the device, for who asks for it."""
