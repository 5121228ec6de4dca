from collections.abc import Sequence

from textual import events

from tests.widgets.frames import HOSTILE, stage
from tests.widgets.talks import talk
from tui.widgets.talk_details import REST, TalkDetails
from tui.widgets.text_lines import Paragraph


class Counting(TalkDetails):
    laid_out = 0

    def put(self, paragraphs: Sequence[Paragraph]) -> None:
        self.laid_out += 1
        super().put(paragraphs)


async def test_details_say_what_is_known() -> None:
    details = TalkDetails()
    async with stage(details, size=(50, 14)) as running:
        details.show(
            talk(
                1,
                title="Caches",
                raw_title="Caches - Ada Ito, Acme",
                date="2024-05-01",
                tags=("perf", "[x]"),
                urls=("https://example.org/1",),
                abstract="First line.\r\n\r\nSecond [b]line[/b].",
            )
        )
        await running.until(lambda: "Caches" in running.frame())
        assert [line.strip() for line in running.lines()[1:9]] == [
            "Caches",
            "Ada Ito · Acme · 2024-05-01 · perf, [x]",
            "First line.",
            "",
            "Second [b]line[/b].",
            "https://example.org/1",
            "Caches - Ada Ito, Acme",
            "",
        ]
        details.show(None)
        await running.until(lambda: not running.frame().strip("─ \n"))


async def test_no_talk_steers_the_terminal() -> None:
    details = TalkDetails()
    async with stage(details, size=(50, 14)) as running:
        for text in HOSTILE:
            facts = {"title": text, "raw_title": text + "!", "company": text, "abstract": text, "date": text}
            details.show(talk(1, speakers=(text,), tags=(text,), urls=(text,), **facts))
            await running.pilot.pause(2 * REST)
            running.assert_harmless()


async def test_a_held_key_lays_out_only_where_it_stops() -> None:
    details = Counting()
    async with stage(details) as running:
        for number in range(30):
            details.show(talk(number))
        await running.until(lambda: "Talk number 29" in running.frame())
        assert details.laid_out == 2, "the first one, and the last"


async def test_a_long_abstract_scrolls() -> None:
    details = TalkDetails()
    async with stage(details, size=(30, 6)) as running:
        details.styles.height = 5
        details.show(talk(1, abstract=" ".join(str(number) for number in range(400))))
        await running.until(lambda: "1 2 3" in running.frame())
        before = running.lines()
        assert not details.can_focus and any("┃" in line for line in before)
        for _ in range(4):
            await running.pilot._post_mouse_events([events.MouseScrollDown], details, offset=(1, 2))
        await running.until(lambda: "1 2 3" not in running.frame())
        assert details.scroll_by(1000) and not details.scroll_by(1)
        await running.until(lambda: " 398 399" in running.frame())


async def test_a_single_key_waits_for_no_rest() -> None:
    details = Counting()
    async with stage(details) as running:
        details.show(talk(1))
        await running.until(lambda: details.laid_out == 1)
        await running.pilot.pause(3 * REST)
        details.show(talk(2))
        await running.pilot.pause()
        assert details.laid_out == 2
