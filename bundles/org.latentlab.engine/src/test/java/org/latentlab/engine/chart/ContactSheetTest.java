package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.w3c.dom.Document;

class ContactSheetTest {

    /** Four images of 2×2: red, green, blue, and one with a white corner at its top left. */
    private static final Images RGB = Images.ofBytes(ImageShape.rgb(2, 2),
        bytes(255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 255, 255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0));

    private static byte[] bytes(final int... values) {
        final byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte)values[i];
        }
        return bytes;
    }

    private static ContactSheet sheet(final boolean inverted) {
        return new ContactSheet("", "", List.of(new ContactSheet.Group("", RGB, List.of())), 2, 20, inverted);
    }

    @Test
    void imagesStandInRowsInTheirOrderAndColours() {
        final BufferedImage image = sheet(false).image(200, sheet(false).heightFor(200), 1);
        final int first = (int)Header.MARGIN + 10;
        assertEquals(Color.RED.getRGB(), image.getRGB(first, first));
        assertEquals(Color.GREEN.getRGB(), image.getRGB(first + 25, first));
        assertEquals(Color.BLUE.getRGB(), image.getRGB(first, first + 25));
        assertEquals(Color.WHITE.getRGB(), image.getRGB(first + 25 - 5, first + 25 - 5), "top left corner");
        assertEquals(Color.BLACK.getRGB(), image.getRGB(first + 25 + 5, first + 25 - 5), "enlarged without blur");
        assertEquals(Color.WHITE.getRGB(), image.getRGB(first + 50, first), "no third column");
    }

    @Test
    void invertedSheetExchangesDarkAndLight() {
        final BufferedImage image = sheet(true).image(200, 100, 1);
        assertEquals(Color.CYAN.getRGB(), image.getRGB((int)Header.MARGIN + 10, (int)Header.MARGIN + 10));
    }

    @Test
    void headingsAndCaptionsAreText() {
        final ContactSheet sheet = ContactSheet.of("Samples & such", List.of(
            new ContactSheet.Group("prior", RGB, List.of("a<b", "7", "1.00", "")),
            new ContactSheet.Group("margin 0–1", RGB, List.of())));
        final Document svg = ChartTesting.svg(sheet);
        for (final String text : List.of("Samples & such", "prior", "margin 0–1", "a<b", "7", "1.00")) {
            assertTrue(ChartTesting.hasText(svg, text), text);
        }
        assertEquals(8, svg.getElementsByTagName("image").getLength());
    }

    @Test
    void nothingIsCutWhereThePictureIsTooSmall() {
        final BufferedImage image = sheet(false).image(64, 32, 1);
        assertTrue(ChartTesting.count(image, Color.BLUE, 60) > 4);
    }

    @Test
    void moreRowsNeedMoreHeightAndMoreWidthLess() {
        final ContactSheet sheet = ContactSheet.of("", List.of(new ContactSheet.Group("", RGB, List.of())));
        assertTrue(sheet.heightFor(100) > sheet.heightFor(400));
    }

    @Test
    void wrongNumbersAreRefused() {
        assertEquals("Group 'g' has 4 images but 1 captions.", assertThrows(IllegalArgumentException.class,
            () -> new ContactSheet.Group("g", RGB, List.of("x"))).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ContactSheet("", "", List.of(), -1, 0, false));
        assertThrows(IllegalArgumentException.class, () -> new ContactSheet("", "", List.of(), 0, 4, false));
    }
}
