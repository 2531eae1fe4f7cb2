package org.latentlab.runner.build;

import org.knime.core.node.NodeSettings;

/**
 * A note in a workflow, or below a node. Written in the form of KNIME 5.1 and later.
 *
 * @param html its text; HTML in a workflow, plain text below a node
 * @param x its left edge
 * @param y its upper edge
 * @param width its width
 * @param height its height
 * @param borderColor the colour of its border, 0xRRGGBB
 */
record Annotation(String html, int x, int y, int width, int height, int borderColor) {

    private static final int VERSION = 20230412;

    private static final int WHITE = 0xffffff;

    private static final int BORDER = 10;

    void save(final NodeSettings settings) {
        save(settings, html, "text/html", x, y, width, height, "LEFT", BORDER, borderColor);
    }

    static void saveBelowNode(final NodeSettings settings, final String text) {
        save(settings, text, "text/plain", 0, 0, 0, 0, "CENTER", 0, 0);
    }

    private static void save(final NodeSettings settings, final String text, final String contentType, final int x,
        final int y, final int width, final int height, final String alignment, final int border, final int color) {
        settings.addString("text", text);
        settings.addString("contentType", contentType);
        settings.addInt("bgcolor", WHITE);
        settings.addInt("x-coordinate", x);
        settings.addInt("y-coordinate", y);
        settings.addInt("width", width);
        settings.addInt("height", height);
        settings.addString("alignment", alignment);
        settings.addInt("borderSize", border);
        settings.addInt("borderColor", color);
        settings.addInt("defFontSize", -1);
        settings.addInt("annotation-version", VERSION);
        settings.addNodeSettings("styles");
    }
}
