package com.orgscope.directory;

/**
 * What an import would do, and wrote nothing of.
 *
 * @param digest of all that it would write, 64 hexadecimal digits: an import by this digest writes
 *     that and nothing else
 * @param joined people who are not in the directory yet
 * @param left people who work here today and would not any more
 * @param changed people of whom it says something new, those who left among them
 * @param unchanged people of whom it says nothing new
 * @param rows how each row would end, and why those end that are refused
 */
public record ImportPreview(
    String digest, int joined, int left, int changed, int unchanged, ImportReport rows) {}
