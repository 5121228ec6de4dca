"""`talklog export` and `talklog publish`: the post leaves."""
