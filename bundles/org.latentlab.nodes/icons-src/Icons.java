import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import javax.imageio.ImageIO;

/**
 * Draws the nodes' icons: 16×16 pixels, transparent, dark outlines and three fill colours of the charts' palette, so
 * that they read on each of the coloured node backgrounds. Run in the bundle's directory with
 * {@code java icons-src/Icons.java src/main/java/org/latentlab/nodes}; each icon lands beside its node's factory.
 */
final class Icons {

    private static final Color INK = new Color(0x1f2a37);
    private static final Color PAPER = new Color(0xffffff);
    private static final Color BLUE = new Color(0x0072b2);
    private static final Color ORANGE = new Color(0xe69f00);
    private static final Color GREEN = new Color(0x009e73);
    private static final Color RED = new Color(0xd55e00);
    private static final Color SKY = new Color(0x8fcdf0);

    private final Graphics2D m_g;

    private Icons(final Graphics2D g) {
        m_g = g;
    }

    public static void main(final String[] args) throws IOException {
        final Map<String, Consumer<Icons>> icons = new LinkedHashMap<>();
        icons.put("datasetreader", Icons::reader);
        icons.put("syntheticdigits", Icons::digits);
        icons.put("gaussianblobs", Icons::blobs);
        icons.put("trainvae", Icons::vae);
        icons.put("traingan", Icons::gan);
        icons.put("ganepoch", Icons::generatorAtEpoch);
        icons.put("trainclassifier", Icons::classifier);
        icons.put("encode", Icons::encode);
        icons.put("decode", Icons::decode);
        icons.put("latentsampler", Icons::sampler);
        icons.put("conditionalsampler", Icons::classSampler);
        icons.put("latentinterpolation", Icons::interpolation);
        icons.put("latenttraversal", Icons::traversal);
        icons.put("attributevector", Icons::attribute);
        icons.put("gmmfit", Icons::mixture);
        icons.put("knnlabeler", Icons::neighbours);
        icons.put("scorer", Icons::scorer);
        icons.put("latentplot", Icons::plot);
        icons.put("imagegrid", Icons::grid);
        icons.put("dysfunctionreport", Icons::report);
        icons.put("classoverlap", Icons::overlap);
        icons.put("vaecomparison", Icons::comparison);
        icons.put("modelcomparison", Icons::balance);
        icons.put("samplercomparison", Icons::samplers);
        icons.put("traininganimation", Icons::animation);
        icons.put("samplediagnostics", Icons::diagnostics);
        icons.put("blobcounter", Icons::blobCounter);
        icons.put("", Icons::flask); // the category
        for (final Map.Entry<String, Consumer<Icons>> icon : icons.entrySet()) {
            final BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
            final Graphics2D g = image.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            icon.getValue().accept(new Icons(g));
            g.dispose();
            final Path file = Path.of(args[0]).resolve(icon.getKey()).resolve("icon.png");
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        }
    }

    private void reader() {
        shape(ORANGE, 0.5, 13.5, 0.5, 2.5, 5.5, 2.5, 7, 4.5, 15.5, 4.5, 15.5, 13.5);
        picture(3.5, 6.5, 9, 7);
    }

    private void digits() {
        final Path2D seven = new Path2D.Double();
        seven.moveTo(3, 3.5);
        seven.curveTo(6, 2.5, 9, 3.2, 12.2, 2.6);
        seven.curveTo(10, 6, 7.5, 9.5, 6.6, 14);
        stroke(INK, 2.4, seven);
        stroke(BLUE, 1.6, line(5.2, 8.8, 11.6, 8));
    }

    private void blobs() {
        box(INK, 0.5, 0.5, 15, 15);
        for (final double[] blob : new double[][]{{5.5, 5.5, 4.5}, {11, 10.5, 4.5}}) {
            for (double r = blob[2]; r > 0; r -= 0.5) {
                final double a = Math.exp(-2 * r * r / (blob[2] * blob[2] / 2));
                fill(new Color(1f, 1f, 1f, (float)Math.min(1, a * 0.75)), circle(blob[0], blob[1], r));
            }
        }
    }

    private void blobCounter() {
        box(INK, 0.5, 0.5, 15, 15);
        for (final double[] blob : new double[][]{{5, 5}, {11, 11}}) {
            fill(PAPER, circle(blob[0], blob[1], 1.8));
            stroke(ORANGE, 1.1, circle(blob[0], blob[1], 3.4));
        }
    }

    private void vae() {
        shape(BLUE, 0.5, 1.5, 6.5, 5.5, 6.5, 10.5, 0.5, 14.5);
        shape(ORANGE, 15.5, 1.5, 9.5, 5.5, 9.5, 10.5, 15.5, 14.5);
        fill(INK, new Rectangle2D.Double(7, 7, 2, 2));
    }

    /** Generator above critic: one widens to an image, the other narrows from it; they work against each other. */
    private void gan() {
        shape(ORANGE, 0.5, 2.5, 6.5, 0.5, 6.5, 7.5, 0.5, 5.5);
        shape(BLUE, 9.5, 8.5, 15.5, 10.5, 15.5, 13.5, 9.5, 15.5);
        stroke(INK, 1, line(9, 3.5, 12.5, 3.5, 12.5, 5.5));
        stroke(INK, 1, line(7, 12.5, 3.5, 12.5, 3.5, 10.5));
        fill(INK, polygon(10, 5, 15, 5, 12.5, 8));
        fill(INK, polygon(1, 11, 6, 11, 3.5, 8));
    }

    private void generatorAtEpoch() {
        shape(ORANGE, 0.5, 3.5, 7.5, 0.5, 7.5, 10.5, 0.5, 7.5);
        dot(PAPER, 11, 11, 4.5);
        stroke(INK, 1, circle(11, 11, 4.5));
        stroke(RED, 1, line(10.5, 8.5, 10.5, 11.5, 12.5, 11.5));
    }

    private void classifier() {
        picture(0.5, 0.5, 11, 11);
        dot(GREEN, 11.5, 11.5, 4);
        stroke(PAPER, 1.4, line(9.6, 11.7, 11, 13.1, 13.5, 10.1));
    }

    private void encode() {
        picture(0.5, 3.5, 6, 9);
        stroke(INK, 1.2, line(8, 8, 11, 8));
        shape(INK, 11, 5.5, 13.2, 8, 11, 10.5);
        dot(BLUE, 14, 3, 1.5);
        dot(ORANGE, 14, 13, 1.5);
        dot(GREEN, 14.3, 8, 1.2);
    }

    private void decode() {
        dot(BLUE, 2, 3, 1.5);
        dot(GREEN, 1.7, 8, 1.2);
        dot(ORANGE, 2, 13, 1.5);
        stroke(INK, 1.2, line(3.6, 8, 6, 8));
        shape(INK, 6, 5.5, 8.2, 8, 6, 10.5);
        picture(9.5, 3.5, 6, 9);
    }

    private void sampler() {
        final Graphics2D g = m_g;
        g.setColor(INK);
        g.setStroke(new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[]{2.4f, 1.7f}, 0));
        g.draw(circle(8, 8, 7));
        dot(ORANGE, 6, 6, 1.8);
        dot(BLUE, 10.6, 7.2, 1.8);
        dot(GREEN, 7.4, 10.8, 1.8);
    }

    /** A class's spread drawn in towards its mean, beside the curve of what that costs. */
    private void classSampler() {
        final Graphics2D g = m_g;
        g.setColor(INK);
        g.setStroke(new BasicStroke(1.1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[]{2, 1.6f}, 0));
        g.draw(new Ellipse2D.Double(0.8, 1.6, 11.4, 8.4));
        dot(SKY, 6.5, 5.8, 2.9);
        dot(BLUE, 6.5, 5.8, 1.3);
        final Path2D curve = new Path2D.Double();
        curve.moveTo(3.5, 14.6);
        curve.curveTo(9.5, 14.4, 14, 12.2, 14.6, 4.6);
        stroke(INK, 1.3, curve);
        dot(RED, 12.2, 11.9, 1.7);
    }

    private void interpolation() {
        final Path2D arc = new Path2D.Double();
        arc.moveTo(2.6, 13);
        arc.curveTo(2.6, 6.5, 7, 2.6, 13.2, 2.6);
        stroke(INK, 1.2, arc);
        dot(PAPER, 3.9, 8, 1.3);
        dot(PAPER, 7.6, 4.1, 1.3);
        dot(BLUE, 2.6, 13, 2.1);
        dot(ORANGE, 13.2, 2.8, 2.1);
    }

    private void attribute() {
        stroke(INK, 1.2, line(3.4, 12.6, 10.4, 5.6));
        shape(INK, 8.6, 3.6, 13.6, 2.4, 12.4, 7.4);
        dot(BLUE, 3.4, 12.6, 2.1);
        stroke(RED, 1.6, line(10, 12.2, 14.4, 12.2));
        stroke(RED, 1.6, line(12.2, 10, 12.2, 14.4));
    }

    private void traversal() {
        final Color[][] rows = {{BLUE, SKY, PAPER}, {ORANGE, PAPER, GREEN}};
        for (int row = 0; row < 2; row++) {
            for (int i = 0; i < 3; i++) {
                box(rows[row][i], 0.5 + 5 * i, 0.5 + 5 * row, 5, 5);
            }
        }
        stroke(INK, 1.2, line(1, 13.4, 11.5, 13.4));
        shape(INK, 11.5, 11.2, 15, 13.4, 11.5, 15.6);
    }

    private void mixture() {
        tilted(BLUE, 5.2, 6, 5.2, 3.2, 0.9);
        tilted(ORANGE, 10.4, 10, 5.4, 3.2, -0.5);
        fill(PAPER, circle(4.6, 5.2, 1));
        fill(INK, circle(10.6, 10.2, 1));
    }

    private void neighbours() {
        stroke(INK, 1.1, line(8, 8, 2.6, 3.4));
        stroke(INK, 1.1, line(8, 8, 13.4, 4.4));
        stroke(INK, 1.1, line(8, 8, 6.2, 13.4));
        dot(BLUE, 2.6, 3.2, 2);
        dot(BLUE, 13.4, 4, 2);
        dot(ORANGE, 6.2, 13.4, 2);
        shape(PAPER, 8, 4.5, 11.5, 8, 8, 11.5, 4.5, 8);
        fill(RED, new Rectangle2D.Double(7, 7, 2, 2));
    }

    private void scorer() {
        bell(BLUE, 5.5, 9.5);
        bell(ORANGE, 10.5, 7);
        stroke(INK, 1, line(0, 13.5, 16, 13.5));
        stroke(INK, 1, line(5.5, 15.5, 10.5, 15.5));
    }

    private void plot() {
        stroke(INK, 1, line(1.5, 0.5, 1.5, 14.5, 15.5, 14.5));
        dot(BLUE, 5, 10.5, 1.6);
        dot(BLUE, 7.2, 7.6, 1.6);
        dot(ORANGE, 10.4, 3, 1.6);
        dot(ORANGE, 13.6, 4.4, 1.6);
        dot(GREEN, 12, 10.6, 1.6);
    }

    private void grid() {
        final Color[] colours = {BLUE, PAPER, SKY, SKY, ORANGE, PAPER, PAPER, GREEN, BLUE};
        for (int i = 0; i < 9; i++) {
            box(colours[i], 0.5 + 5 * (i % 3), 0.5 + 5 * (i / 3), 5, 5);
        }
    }

    private void animation() {
        box(INK, 0.5, 2.5, 15, 11);
        for (int i = 0; i < 4; i++) {
            fill(PAPER, new Rectangle2D.Double(1.8 + 3.6 * i, 3.4, 1.6, 1.3));
            fill(PAPER, new Rectangle2D.Double(1.8 + 3.6 * i, 11.3, 1.6, 1.3));
        }
        fill(SKY, new Rectangle2D.Double(1.5, 5.8, 13, 4.4));
        fill(BLUE, circle(4.2, 8, 1));
        fill(BLUE, circle(7.6, 8, 1.5));
        fill(BLUE, circle(11.9, 8, 2));
    }

    private void report() {
        box(PAPER, 1.5, 0.5, 10, 15);
        stroke(BLUE, 1, line(3.5, 3.5, 9.5, 3.5));
        stroke(INK, 1, line(3.5, 5.5, 9.5, 5.5));
        stroke(INK, 1, line(3.5, 7.5, 7, 7.5));
        shape(ORANGE, 10.5, 6.2, 15.5, 14.5, 5.5, 14.5);
        stroke(INK, 1.3, line(10.5, 9.2, 10.5, 11.6));
        fill(INK, new Rectangle2D.Double(9.85, 12.5, 1.3, 1.3));
    }

    private void overlap() {
        final Area shared = new Area(circle(5.6, 8, 4.9));
        shared.intersect(new Area(circle(10.4, 8, 4.9)));
        fill(BLUE, circle(5.6, 8, 4.9));
        fill(ORANGE, circle(10.4, 8, 4.9));
        fill(PAPER, shared);
        stroke(INK, 1, circle(5.6, 8, 4.9));
        stroke(INK, 1, circle(10.4, 8, 4.9));
    }

    /** One model against another in a pair of scales. */
    private void balance() {
        stroke(INK, 1.2, line(8, 1.5, 8, 14));
        stroke(INK, 1.2, line(2.5, 3, 13.5, 3));
        stroke(INK, 1.4, line(5, 14.5, 11, 14.5));
        stroke(INK, 0.7, line(0.8, 8.5, 3.3, 3.2, 5.8, 8.5));
        stroke(INK, 0.7, line(10.2, 8.5, 12.7, 3.2, 15.2, 8.5));
        shape(BLUE, 0.5, 8.5, 6, 8.5, 4.7, 11.2, 1.8, 11.2);
        shape(ORANGE, 10, 8.5, 15.5, 8.5, 14.2, 11.2, 11.3, 11.2);
    }

    /** Two curves of what variety costs, the chosen point of each marked. */
    private void samplers() {
        stroke(INK, 1.2, line(1.5, 0.8, 1.5, 14.5, 15.3, 14.5));
        for (int i = 0; i < 2; i++) {
            final Path2D curve = new Path2D.Double();
            curve.moveTo(3.5 + 2.5 * i, 12.6);
            curve.curveTo(4 + 3 * i, 7 + 1.5 * i, 8 + 2 * i, 3.5 + 3 * i, 14.8, 2.6 + 3.4 * i);
            stroke(i == 0 ? BLUE : RED, 1.2, curve);
        }
        dot(BLUE, 6.6, 5.9, 1.9);
        dot(RED, 10.6, 7.9, 1.9);
    }

    private void comparison() {
        box(PAPER, 0.5, 1.5, 6, 13);
        box(PAPER, 9.5, 1.5, 6, 13);
        fill(BLUE, new Rectangle2D.Double(2, 4.5, 3, 8.5));
        fill(ORANGE, new Rectangle2D.Double(11, 9.5, 3, 3.5));
        stroke(INK, 0.8, line(2, 13, 5, 13));
        stroke(INK, 0.8, line(11, 13, 14, 13));
    }

    /** Four samples, three of them the same, under a magnifying glass. */
    private void diagnostics() {
        box(BLUE, 0.5, 0.5, 5, 5);
        box(BLUE, 6.5, 0.5, 5, 5);
        box(BLUE, 0.5, 6.5, 5, 5);
        box(ORANGE, 6.5, 6.5, 5, 5);
        stroke(INK, 2.2, line(12.2, 12.2, 15, 15));
        fill(new Color(1f, 1f, 1f, 0.55f), circle(8.8, 8.8, 4.6));
        stroke(INK, 1.3, circle(8.8, 8.8, 4.6));
    }

    private void flask() {
        final Path2D liquid = polygon(3.9, 10, 12.1, 10, 14.4, 14.6, 1.6, 14.6);
        fill(SKY, liquid);
        fill(BLUE, circle(6, 12.4, 1.1));
        fill(RED, circle(10, 12.6, 1.1));
        fill(GREEN, circle(8.2, 8.2, 1));
        stroke(INK, 1.1, polygon(6.2, 1.4, 6.2, 5.4, 1.4, 14.6, 14.6, 14.6, 9.8, 5.4, 9.8, 1.4));
        stroke(INK, 1.4, line(4.8, 1.2, 11.2, 1.2));
    }

    /** A framed picture of a hill under a sun. */
    private void picture(final double x, final double y, final double w, final double h) {
        box(SKY, x, y, w, h);
        final Shape clip = m_g.getClip();
        m_g.clip(new Rectangle2D.Double(x, y, w, h));
        fill(GREEN, polygon(x, y + h, x, y + h * 0.8, x + w * 0.4, y + h * 0.45, x + w, y + h * 0.9, x + w, y + h));
        fill(ORANGE, circle(x + w * 0.7, y + h * 0.3, Math.min(w, h) * 0.16));
        m_g.setClip(clip);
        stroke(INK, 1, new Rectangle2D.Double(x, y, w, h));
    }

    private void bell(final Color colour, final double mean, final double height) {
        final Path2D path = new Path2D.Double();
        path.moveTo(mean - 5, 13.5);
        for (double t = -5; t <= 5; t += 0.25) {
            path.lineTo(mean + t, 13.5 - 1.25 * height * Math.exp(-t * t / 4.5));
        }
        path.lineTo(mean + 5, 13.5);
        fill(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 215), path);
        stroke(INK, 0.9, path);
    }

    private void tilted(final Color colour, final double x, final double y, final double a, final double b,
        final double angle) {
        final Shape ellipse = AffineTransform.getRotateInstance(angle, x, y)
            .createTransformedShape(new Ellipse2D.Double(x - a, y - b, 2 * a, 2 * b));
        fill(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 215), ellipse);
        stroke(INK, 1, ellipse);
    }

    private void dot(final Color colour, final double x, final double y, final double r) {
        fill(colour, circle(x, y, r));
        stroke(INK, 0.6, circle(x, y, r));
    }

    private void box(final Color colour, final double x, final double y, final double w, final double h) {
        fill(colour, new Rectangle2D.Double(x, y, w, h));
        stroke(INK, 1, new Rectangle2D.Double(x, y, w, h));
    }

    private void shape(final Color colour, final double... xy) {
        fill(colour, polygon(xy));
        stroke(INK, 1, polygon(xy));
    }

    private void fill(final Color colour, final Shape shape) {
        m_g.setColor(colour);
        m_g.fill(shape);
    }

    private void stroke(final Color colour, final double width, final Shape shape) {
        m_g.setColor(colour);
        m_g.setStroke(new BasicStroke((float)width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        m_g.draw(shape);
    }

    private static Shape circle(final double x, final double y, final double r) {
        return new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
    }

    private static Path2D polygon(final double... xy) {
        final Path2D path = line(xy);
        path.closePath();
        return path;
    }

    private static Path2D line(final double... xy) {
        final Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        return path;
    }
}
