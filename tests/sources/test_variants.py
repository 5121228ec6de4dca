"""Formats in other shapes than the usual ones."""

from tests.sources.test_other_formats import api_page, listing
from tests.sources.ytdlp_data import encoded, video_id


def test_items_without_their_page_videos_and_what_a_search_found() -> None:
    page = api_page("How to count - Susan Miller, Acme", "How to read - Robert Weaver, Acme")
    assert listing(encoded(page["items"]), "youtube-api").talks == listing(encoded(page), "youtube-api").talks
    video = {
        "kind": "youtube#video",
        "id": video_id(1),
        "snippet": {"title": "Fish & Chips", "publishedAt": "2019-05-20T10:00:00Z", "tags": ["food"]},
        "contentDetails": {"duration": "PT1H2M3S"},
    }
    live = {"kind": "youtube#video", "id": video_id(2), "contentDetails": {"duration": "P0D"}}
    read = listing(encoded({"kind": "youtube#videoListResponse", "items": [video, live]}), "youtube-api")
    assert [(talk.title, talk.seconds) for talk in read.talks] == [
        ("Fish & Chips", 3723),
        (video_id(2), None),
    ]
    assert (read.talks[0].date, read.talks[0].tags) == ("2019-05-20", ("food",))
    found = {
        "kind": "youtube#searchResult",
        "id": {"kind": "youtube#video", "videoId": video_id(1)},
        "snippet": {"title": "Fish &amp; Chips&#39; end"},
    }
    channel = {"kind": "youtube#searchResult", "id": {"kind": "youtube#channel", "channelId": "UCx"}}
    read = listing(
        encoded(
            {
                "kind": "youtube#searchListResponse",
                "items": [found, channel],
                "pageInfo": {"totalResults": 900},
            }
        ),
        "youtube-api",
    )
    assert [talk.title for talk in read.talks] == ["Fish & Chips' end"]
    assert read.warnings == ("1 entry without a video: left out",)


def test_a_batch_file_with_comments_is_a_list_of_links() -> None:
    text = f"# what to watch\n; later\nhttps://youtu.be/{video_id(1)}\n" + "".join(
        f"https://youtu.be/{video_id(n)}\n" for n in range(2, 8)
    )
    read = listing(text, "links", "batch.txt")
    assert len(read.talks) == 7 and read.warnings == ()
