package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.jupiter.api.Test;

class FrameStripTest {

    private static BufferedImage flat(final Color color) {
        final BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().setColor(color);
        for (int i = 0; i < 1200; i++) {
            image.setRGB(i % 40, i / 40, color.getRGB());
        }
        return image;
    }

    @Test
    void framesStandInReadingOrderUnderTheirCaptions() {
        final FrameStrip strip = new FrameStrip("", "", List.of(flat(Color.RED), flat(Color.GREEN), flat(Color.BLUE)),
            List.of("e0", "e1", "e2"), 2);
        final BufferedImage image = ChartTesting.image(strip);
        final int x = (int)Header.MARGIN + 20;
        final int y = (int)Header.MARGIN + 18 + 15;
        assertEquals(Color.RED.getRGB(), image.getRGB(x, y));
        assertEquals(Color.GREEN.getRGB(), image.getRGB(x + 50, y));
        assertEquals(Color.BLUE.getRGB(), image.getRGB(x, y + 58));
        assertEquals(Color.WHITE.getRGB(), image.getRGB(x + 50, y + 58));
        assertEquals(1200, ChartTesting.count(image, Color.RED, 0), "pixel by pixel");
        assertTrue(ChartTesting.hasText(ChartTesting.svg(strip), "e2"));
    }

    @Test
    void theCaptionOfASmallFrameIsWhole() {
        final BufferedImage small = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        final FrameStrip strip = new FrameStrip("", "", List.of(small, small, small, small),
            List.of("epoch 1", "epoch 10", "epoch 100", "epoch 1000"), 4);
        for (final String caption : strip.captions()) {
            assertTrue(ChartTesting.hasText(ChartTesting.svg(strip), caption), caption);
        }
        assertTrue(strip.preferredWidth() > 4 * Texts.width("epoch 1000", ChartStyle.bold(12)));
    }

    @Test
    void columnsMakeAWideStripWithFewPlacesEmpty() {
        assertEquals(1, FrameStrip.columnsFor(1, 100, 100));
        assertEquals(4, FrameStrip.columnsFor(8, 100, 90));
        assertEquals(2, FrameStrip.columnsFor(4, 400, 150));
        assertEquals(5, FrameStrip.columnsFor(10, 100, 80));
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new FrameStrip("", "", List.of(), List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> new FrameStrip("", "", List.of(flat(Color.RED)),
            List.of("a", "b"), 1));
        assertThrows(IllegalArgumentException.class, () -> new FrameStrip("", "", List.of(flat(Color.RED)),
            List.of("a"), 0));
    }
}
