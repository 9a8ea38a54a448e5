"""Committing: nobody waits for a commit that never comes, and nobody is answered before it has come."""

import asyncio

import pytest

from gamma.instruments.audience.collecting.committing import WAITING, Committer, Full, Undone


class Broken(Exception):
    """What the base says when it goes."""


def test_what_comes_meanwhile_is_one_commit():
    kept = []

    async def keep(rows):
        kept.append(list(rows))
        await asyncio.sleep(0.01)

    async def tell():
        committer = Committer(keep)
        running = asyncio.create_task(committer.run())
        await asyncio.gather(*(committer.keep([number]) for number in range(50)))
        running.cancel()

    asyncio.run(tell())
    assert [row for rows in kept for row in rows] == list(range(50))
    assert len(kept) <= 2


def test_who_waits_when_the_base_goes_is_told_and_so_is_who_comes_after():
    async def keep(rows):
        await asyncio.sleep(0.01)
        raise Broken

    async def tell():
        committer = Committer(keep)
        running = asyncio.create_task(committer.run())
        found = await asyncio.gather(*(committer.keep([number]) for number in range(5)), return_exceptions=True)
        assert {type(one) for one in found} == {Undone}
        with pytest.raises(Broken):
            await running
        async with asyncio.timeout(1):
            with pytest.raises(Undone):
                await committer.keep([6])

    asyncio.run(tell())


def test_more_than_can_be_kept_in_time_is_refused():
    async def tell():
        committer = Committer(lambda _rows: asyncio.sleep(0))
        waiting = asyncio.create_task(committer.keep(range(WAITING)))
        await asyncio.sleep(0)
        with pytest.raises(Full):
            await committer.keep([1])
        waiting.cancel()

    asyncio.run(tell())
