"""Harvest: readings from elsewhere. A feed says where a figure is and how it is asked for; a run leaves its evidence.

feed (`models`) → what is due (`queries`) → asked for (`sources`, one kind a file) → fetched (`fetching`) → read
(`sources`) → recorded with its proof (`actions`). A page, a job of the night and a signed letter all go that way.
"""
