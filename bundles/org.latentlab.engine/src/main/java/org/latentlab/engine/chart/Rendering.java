package org.latentlab.engine.chart;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.w3c.dom.Document;

/** Turns a chart into pixels, a PNG file or an SVG document. */
final class Rendering {

    private static final int MAX_WIDTH = 20_000;
    private static final int MAX_HEIGHT = 60_000;
    private static final double MAX_PIXELS = 200e6;

    private Rendering() {
    }

    static BufferedImage image(final Chart chart, final int width, final int height, final double scale) {
        check(width, height);
        if (!(scale > 0 && scale <= 8)) {
            throw new IllegalArgumentException("The scale of a picture is in (0, 8], not " + scale + ".");
        }
        if (width * scale * height * scale > MAX_PIXELS) {
            throw new IllegalArgumentException("A picture of " + width + "×" + height + " pixels at scale " + scale
                + " is too large; the limit is 200 million device pixels.");
        }
        final BufferedImage image = new BufferedImage((int)Math.max(1, Math.round(width * scale)),
            (int)Math.max(1, Math.round(height * scale)), BufferedImage.TYPE_INT_RGB);
        final Graphics2D g = image.createGraphics();
        try {
            prepare(g);
            g.scale(image.getWidth() / (double)width, image.getHeight() / (double)height);
            chart.draw(g, width, height);
        } finally {
            g.dispose();
        }
        return image;
    }

    static byte[] png(final RenderedImage image) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("A picture could not be written as PNG to memory.", e);
        }
    }

    static String svg(final Chart chart, final int width, final int height) {
        check(width, height);
        final SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
        context.setComment(null);
        context.setPrecision(3);
        context.setImageHandler(new PngImageHandler());
        final SVGGraphics2D g = new SVGGraphics2D(context, false);
        g.setSVGCanvasSize(new Dimension(width, height));
        prepare(g);
        chart.draw(g, width, height);
        final org.w3c.dom.Element root = g.getRoot();
        root.setAttribute("viewBox", "0 0 " + width + " " + height);
        final StringWriter text = new StringWriter();
        try {
            g.stream(root, text, true, false);
        } catch (SVGGraphics2DIOException e) {
            throw new UncheckedIOException("A picture could not be written as SVG to memory.", new IOException(e));
        } finally {
            g.dispose();
        }
        return text.toString();
    }

    /** Whether this draws vectors into a document, where sixty thousand points would be sixty thousand elements. */
    static boolean isVector(final Graphics2D g) {
        return g instanceof SVGGraphics2D;
    }

    static void prepare(final Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    }

    private static void check(final int width, final int height) {
        if (width < 64 || width > MAX_WIDTH || height < 32 || height > MAX_HEIGHT) {
            throw new IllegalArgumentException("A picture is 64…20,000 pixels wide and 32…60,000 high, not " + width
                + "×" + height + (width > MAX_WIDTH || height > MAX_HEIGHT ? ". Choose a smaller scale, or show less."
                    : ". Choose a larger one."));
        }
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().getDOMImplementation()
                .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The Java platform's own XML parser could not be set up.", e);
        }
    }

    /** Embeds images as PNG data URIs by the Java platform's own encoder, so that Batik's codec is not needed. */
    private static final class PngImageHandler extends ImageHandlerBase64Encoder {

        @Override
        public void encodeImage(final RenderedImage image, final OutputStream out) throws SVGGraphics2DIOException {
            try {
                ImageIO.write(image, "png", out);
            } catch (IOException e) {
                throw new SVGGraphics2DIOException("A picture could not be encoded as PNG.", e);
            }
        }
    }
}
