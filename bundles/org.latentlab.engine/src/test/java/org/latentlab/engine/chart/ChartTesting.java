package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What tests of charts share: reading SVG as XML, and looking at pixels. */
final class ChartTesting {

    private ChartTesting() {
    }

    /** Parses a chart's SVG, which fails where it is not well-formed, and checks that it refers to nothing outside. */
    static Document svg(final Chart chart) {
        final int width = chart.preferredWidth();
        final String text = chart.svg(width, chart.heightFor(width));
        try {
            final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            final Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
            final NodeList all = document.getElementsByTagName("*");
            for (int i = 0; i < all.getLength(); i++) {
                final String reference = ((Element)all.item(i)).getAttributeNS("http://www.w3.org/1999/xlink", "href");
                assertTrue(reference.isEmpty() || reference.startsWith("data:") || reference.startsWith("#"),
                    reference);
            }
            return document;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }

    /** Whether the SVG has a text element with exactly this text. */
    static boolean hasText(final Document svg, final String text) {
        final NodeList texts = svg.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            if (texts.item(i).getTextContent().equals(text)) {
                return true;
            }
        }
        return false;
    }

    static BufferedImage image(final Chart chart) {
        final int width = chart.preferredWidth();
        return chart.image(width, chart.heightFor(width), 1);
    }

    /** How many pixels have about this colour. */
    static int count(final BufferedImage image, final Color color, final int tolerance) {
        int n = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                n += near(image.getRGB(x, y), color, tolerance) ? 1 : 0;
            }
        }
        return n;
    }

    static boolean near(final int rgb, final Color color, final int tolerance) {
        final Color c = new Color(rgb);
        return Math.abs(c.getRed() - color.getRed()) <= tolerance
            && Math.abs(c.getGreen() - color.getGreen()) <= tolerance
            && Math.abs(c.getBlue() - color.getBlue()) <= tolerance;
    }
}
