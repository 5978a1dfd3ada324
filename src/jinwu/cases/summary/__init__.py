"""The summary procedure (简易程序): a penalty on the spot."""
