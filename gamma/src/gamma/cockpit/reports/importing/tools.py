"""Tools: one name for one audience tool, however a file spells it; a change of spelling is not a change of tool."""

TOOLS = {
    "matomo": "Matomo",
    "piwik": "Matomo",
    "at-internet": "AT Internet",
    "at-internet/piano": "AT Internet",
    "at internet/piano": "AT Internet",
}
