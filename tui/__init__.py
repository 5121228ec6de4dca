"""talklog: decide, watch, note and publish the talks of a conference, in the terminal."""
