"""What a link says of itself: whether it leads to a recording, and whether its text names a talk."""

import re

_GENERIC = re.compile(
    r"(?i)\W*(?:(?:the|a|watch|full|on|view|see|our)\s+)*(?:video|videos|youtube|vimeo|link|here|watch|talk"
    r"|recordings?|stream|url|slides?|slide ?deck|deck|presentation|pdf|sched(?:ule)?|abstract|code|github"
    r"|repo|demo|notes|paper|website|site|mp4|webm|audio|transcript|source|more|download|▶️?|🎥|📺|yt)\W*(?:\d+\W*)?"
)
_HOSTS = re.compile(
    r"https?://(?:[\w-]+\.)*(?:vimeo\.com/|media\.ccc\.de/|infoq\.com/(?:\w+/)?presentations|confreaks\.(?:tv|com)"
    r"|archive\.org/details|ted\.com/talks|twitch\.tv/videos|dailymotion\.com/video|channel9\.msdn\.com"
    r"|bilibili\.com/video|administraitor\.video|skillsmatter\.com|usenix\.org/.*presentation|youtu\.?be"
    r"|youtube\.com/|vidyard\.com|wistia\.com|odysee\.com|peertube|video\.|videos\.|watch\.)"
    r"|https?://[^?#]+(?:\.(?:mp4|webm|ogv|m4v)$|/videos/watch/)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_POINTING = frozenset(
    [
        "the",
        "a",
        "an",
        "watch",
        "see",
        "view",
        "full",
        "on",
        "at",
        "of",
        "to",
        "this",
        "our",
        "in",
        "it",
        "here",
        "link",
        "url",
        "video",
        "videos",
        "talk",
        "recording",
        "youtube",
        "vimeo",
        "stream",
        "play",
        "listen",
        "audio",
        "min",
        "mins",
        "minutes",
        "media",
        "ccc",
        "de",
        "www",
        "com",
    ]
)
_SEVERAL = re.compile(r"https?://[^/]*youtu[^/]*/(?:playlist\b|channel/|user/|c/|@)", re.IGNORECASE)


def is_generic(text: str) -> bool:
    """Whether a link's text names no talk: "Video", "here", "watch the recording", or nothing."""
    return not text or _GENERIC.fullmatch(text) is not None


def is_pointer(text: str) -> bool:
    """Whether a link's text only points there, in as many words as it likes: "YouTube video (25 min)"."""
    return is_generic(text) or all(
        word.isdigit() or word in _POINTING for word in _WORD.findall(text.lower())
    )


def is_video_site(url: str) -> bool:
    """Whether a URL is at a place where recordings are."""
    return _HOSTS.match(url) is not None


def is_recording(url: str) -> bool:
    """Whether a URL leads to one recording: a place where they are, and no list of several."""
    return is_video_site(url) and _SEVERAL.match(url) is None
