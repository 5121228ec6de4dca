from tests.commands.harness import tiny as tiny
