package org.latentlab.nodes.report;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.report.KeyValue;

/** What a report says of how it came about. */
public final class ReportProvenance {

    private ReportProvenance() {
    }

    /**
     * @param backend the backend that computed, in words
     * @param seed what the report's draws came from
     * @return when the report was written, i.e. now, with which versions, on which backend, from which seed
     */
    public static List<KeyValue> of(final String backend, final long seed) {
        return List.of(
            new KeyValue("Report written", ZonedDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z",
                Locale.ROOT))),
            new KeyValue("LatentLab", LatentLabVersion.get()),
            new KeyValue("Java", Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch")),
            new KeyValue("Backend of the report", backend),
            new KeyValue("Seed of the report", Long.toString(seed)));
    }
}
