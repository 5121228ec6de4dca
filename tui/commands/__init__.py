"""The verbs as commands: `talklog import`, `talklog keep`, … Only those that open the app import Textual."""
