package org.latentlab.nodes.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.latentlab.engine.chart.Chart;
import org.latentlab.nodes.file.OutputFile;

/** A picture in a file, of the kind that the file's name asks for. */
public final class PictureFile {

    private PictureFile() {
    }

    /**
     * @param file where to; gets vectors where its name ends in .svg, else pixels
     * @param chart the picture
     * @param width of the vectors, in pixels
     * @param height of the vectors, in pixels
     * @param png the picture's pixels, as the node puts them out
     * @throws IOException if the file cannot be written, naming it
     */
    public static void write(final OutputFile file, final Chart chart, final int width, final int height,
        final byte[] png) throws IOException {
        final boolean vectors = file.path().toString().toLowerCase(Locale.ROOT).endsWith(".svg");
        file.write(vectors ? chart.svg(width, height).getBytes(StandardCharsets.UTF_8) : png);
    }
}
