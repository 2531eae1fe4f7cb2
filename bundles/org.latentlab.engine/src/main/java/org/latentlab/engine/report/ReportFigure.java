package org.latentlab.engine.report;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.latentlab.engine.chart.Chart;

/**
 * A picture of the report.
 *
 * @param kind what it shows; decides the section where it stands
 * @param caption what to see in it; empty for none
 * @param alternative what a reader who cannot see it is told
 * @param mediaType image/png, image/svg+xml, image/jpeg or image/gif
 * @param data the file
 */
public record ReportFigure(Kind kind, String caption, String alternative, String mediaType, byte[] data) {

    /** The width in pixels of a picture that stands beside that of another model. */
    public static final int COLUMN = 620;
    /** The width in pixels of a picture that fills the page. */
    public static final int PAGE = 1240;

    private static final Set<String> MEDIA_TYPES = Set.of("image/png", "image/svg+xml", "image/jpeg", "image/gif");

    /** What a picture shows. */
    public enum Kind {
        /** The latent codes by class. */
        LATENT,
        /** The mixture fitted to them. */
        MIXTURE,
        /** Which class the labeller gives where. */
        REGIONS,
        /** Where the samples were drawn. */
        AREAS,
        /** Images decoded on a grid. */
        MANIFOLD,
        /** Images decoded from the samples. */
        SAMPLES,
        /** The classes of the samples. */
        COMPOSITION,
        /** How training went. */
        TRAINING,
        /** Anything else. */
        OTHER
    }

    /** Checks the media type. */
    public ReportFigure {
        if (!MEDIA_TYPES.contains(mediaType)) {
            throw new IllegalArgumentException("A picture of the report is of one of the types " + MEDIA_TYPES
                + ", not '" + mediaType + "'.");
        }
    }

    /**
     * Draws a chart in its natural height: bars and curves as SVG, everything else as PNG of twice the width's pixels.
     *
     * @param kind what it shows
     * @param chart the chart
     * @param width in pixels, e.g. {@link #COLUMN}
     * @param caption what to see in it; empty for none
     * @return the picture
     */
    public static ReportFigure of(final Kind kind, final Chart chart, final int width, final String caption) {
        final int height = chart.heightFor(width);
        if (kind == Kind.COMPOSITION || kind == Kind.TRAINING) {
            return new ReportFigure(kind, caption, chart.title(), "image/svg+xml",
                chart.svg(width, height).getBytes(StandardCharsets.UTF_8));
        }
        return new ReportFigure(kind, caption, chart.title(), "image/png", chart.png(width, height, 2));
    }
}
