package org.latentlab.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;
import org.w3c.dom.Element;

class AnimationTest {

    private static final AnimationConfig TWO_A_SECOND = new AnimationConfig(2, 3, 1);

    /** A GIF as it is played: what stands on the screen at each frame, and for how long. */
    private record Played(List<BufferedImage> screens, List<Integer> delays, byte[] loop, List<Integer> pixels) {
    }

    private static byte[] png(final BufferedImage image) {
        try {
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Animation animation(final AnimationConfig config, final BufferedImage... images) {
        final List<Animation.Frame> frames = new ArrayList<>();
        for (int i = 0; i < images.length; i++) {
            frames.add(Animation.Frame.of("epoch " + i, png(images[i])));
        }
        return new Animation(frames, config);
    }

    private static int number(final IIOMetadataNode root, final String node, final String attribute) {
        return Integer.parseInt(((Element)root.getElementsByTagName(node).item(0)).getAttribute(attribute));
    }

    private static Played play(final byte[] gif) throws IOException {
        final ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
        final Played played = new Played(new ArrayList<>(), new ArrayList<>(), new byte[3], new ArrayList<>());
        BufferedImage screen = null;
        for (int i = 0; i < reader.getNumImages(true); i++) {
            final IIOMetadataNode root =
                (IIOMetadataNode)reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
            final BufferedImage image = reader.read(i);
            final BufferedImage next = new BufferedImage(screen == null ? image.getWidth() : screen.getWidth(),
                screen == null ? image.getHeight() : screen.getHeight(), BufferedImage.TYPE_INT_RGB);
            next.createGraphics().drawImage(screen, 0, 0, null);
            next.createGraphics().drawImage(image, number(root, "ImageDescriptor", "imageLeftPosition"),
                number(root, "ImageDescriptor", "imageTopPosition"), null);
            screen = next;
            played.screens().add(next);
            played.delays().add(number(root, "GraphicControlExtension", "delayTime"));
            played.pixels().add(image.getWidth() * image.getHeight());
            assertEquals(0, root.getElementsByTagName("LocalColorTable").getLength(), "one palette for all");
            if (i == 0) {
                final IIOMetadataNode loop =
                    (IIOMetadataNode)root.getElementsByTagName("ApplicationExtension").item(0);
                assertEquals("NETSCAPE", loop.getAttribute("applicationID"));
                System.arraycopy((byte[])loop.getUserObject(), 0, played.loop(), 0, 3);
            }
        }
        return played;
    }

    private static int[] rgb(final BufferedImage image) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
            .map(p -> p & 0xFFFFFF).toArray();
    }

    /** Every gray on the left; on the right noise in a few colours. */
    private static BufferedImage noise(final long seed, final int colours) {
        final Rng rng = new Rng(seed);
        final BufferedImage image = new BufferedImage(60, 50, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 3000; i++) {
            final int k = rng.nextInt(colours);
            image.setRGB(i % 60, i / 60, i % 60 < 30 ? 0x10101 * (i / 60 * 4) : k * 0x3A1F57 & 0xFFFFFF);
        }
        return image;
    }

    @Test
    void fewColoursAreKeptExactlyInEveryFrame() throws IOException {
        final BufferedImage[] images = {noise(1, 40), noise(2, 40), noise(2, 40), noise(3, 40)};
        final Played played = play(animation(TWO_A_SECOND, images).gif(Progress.NONE));
        assertEquals(4, played.screens().size());
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(rgb(images[i]), rgb(played.screens().get(i)), "frame " + i);
        }
        assertEquals(3000, played.pixels().get(0));
        assertTrue(played.pixels().get(1) <= 30 * 50, "what stays is not stored: " + played.pixels().get(1));
        assertEquals(1, played.pixels().get(2), "nothing changed");
    }

    @Test
    void framesStayAsLongAsWantedForever() throws IOException {
        final BufferedImage[] three = {noise(1, 2), noise(2, 2), noise(3, 2)};
        final Played played = play(animation(new AnimationConfig(4, 1.5, 1), three).gif(Progress.NONE));
        assertEquals(List.of(25, 25, 150), played.delays());
        assertArrayEquals(new byte[]{1, 0, 0}, played.loop(), "0 repetitions are forever");
        assertEquals(2.0, animation(new AnimationConfig(4, 1.5, 1), three).seconds());
        assertEquals(List.of(200, 200, 200), play(animation(new AnimationConfig(0.5, 0, 1), three)
            .gif(Progress.NONE)).delays(), "the last is never shorter");
        assertEquals(2, new AnimationConfig(50, 0, 1).delay());
    }

    /** A colour cube of 64 × 64 × 64 colours cannot be kept; the error must stay small. */
    @Test
    void manyColoursLoseLittle() throws IOException {
        final BufferedImage image = new BufferedImage(512, 512, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 512 * 512; i++) {
            image.setRGB(i % 512, i / 512, (i & 63) << 18 | (i >> 6 & 63) << 10 | i >> 12 << 2);
        }
        final int[] before = rgb(image);
        final int[] after = rgb(play(animation(TWO_A_SECOND, image).gif(Progress.NONE)).screens().get(0));
        double squares = 0;
        for (int i = 0; i < before.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                squares += Math.pow((before[i] >> shift & 255) - (after[i] >> shift & 255), 2);
            }
        }
        // 256 boxes of 32 × 32 × 64 have a variance of side² / 12 along each channel
        final double boxes = Math.sqrt((32 * 32 + 32 * 32 + 64 * 64) / 36.0);
        final double error = Math.sqrt(squares / (3.0 * before.length));
        assertTrue(error < 1.01 * boxes, "root mean square error " + error + ", of equal boxes " + boxes);
    }

    @Test
    void scalesAndPadsOnWhite() throws IOException {
        final BufferedImage small = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        final Animation twice = animation(new AnimationConfig(2, 3, 2), noise(1, 3), small);
        assertEquals(120, twice.width());
        assertEquals(100, twice.height());
        final BufferedImage second = play(twice.gif(Progress.NONE)).screens().get(1);
        assertEquals(0xFF000000, second.getRGB(39, 19));
        assertEquals(0xFFFFFFFF, second.getRGB(41, 10));
        assertEquals(0xFFFFFFFF, second.getRGB(20, 21));
        assertEquals(1, animation(new AnimationConfig(2, 3, 0.05), small).height());
    }

    @Test
    void picturesOfAFrameKeepTheirPlaces() throws IOException {
        final byte[] black = png(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB));
        final byte[] noise = png(noise(1, 3));
        final Animation animation = new Animation(List.of(new Animation.Frame("a", List.of(black, noise)),
            new Animation.Frame("b", Arrays.asList(null, noise))), TWO_A_SECOND);
        assertEquals(80, animation.width());
        final List<BufferedImage> screens = play(animation.gif(Progress.NONE)).screens();
        assertEquals(0xFF000000, screens.get(0).getRGB(5, 5));
        assertEquals(0xFFFFFFFF, screens.get(1).getRGB(5, 5));
        assertEquals(screens.get(0).getRGB(30, 40), screens.get(1).getRGB(30, 40));
    }

    @Test
    void severalPicturesStandInRowsThatMakeAFrameNotTooWide() {
        final Arrangement three = Arrangement.of(new int[]{924, 640, 506}, new int[]{376, 584, 536});
        assertArrayEquals(new int[]{0, 0, 640}, three.lefts());
        assertArrayEquals(new int[]{0, 376, 376}, three.tops());
        assertEquals(1146, three.width());
        assertEquals(960, three.height());
        assertArrayEquals(new int[]{0, 20}, Arrangement.of(new int[]{20, 20}, new int[]{30, 25}).lefts());
        assertArrayEquals(new int[]{0, 10}, Arrangement.of(new int[]{90, 90}, new int[]{10, 25}).tops());
    }

    @Test
    void theStripHasTheFirstAndTheLastFrame() throws IOException {
        final BufferedImage[] images = new BufferedImage[9];
        for (int i = 0; i < 9; i++) {
            images[i] = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
            for (int p = 0; p < 1200; p++) {
                images[i].setRGB(p % 40, p / 40, 0x10101 * (20 + 10 * i));
            }
        }
        final BufferedImage strip = ImageIO.read(new ByteArrayInputStream(animation(TWO_A_SECOND, images)
            .strip("Title", 3, 0)));
        final int[] pixels = rgb(strip);
        for (int i = 0; i < 9; i++) {
            final int gray = 0x10101 * (20 + 10 * i);
            final long n = Arrays.stream(pixels).filter(p -> p == gray).count();
            assertEquals(i % 4 == 0, n >= 1200, "frame " + i + ": " + n);
        }
        final BufferedImage row = ImageIO.read(new ByteArrayInputStream(animation(TWO_A_SECOND, images)
            .strip("", 0, 9)));
        assertTrue(row.getWidth() > 9 * 40 && row.getHeight() < 100);
    }

    @Test
    void theSamePicturesGiveTheSameBytes() {
        assertArrayEquals(animation(TWO_A_SECOND, noise(1, 900), noise(2, 900)).gif(Progress.NONE),
            animation(TWO_A_SECOND, noise(1, 900), noise(2, 900)).gif(Progress.NONE));
    }

    @Test
    void whatCannotBeShownIsNamed() {
        assertThrows(EngineException.class, () -> new Animation(List.of(), TWO_A_SECOND));
        final byte[] broken = Arrays.copyOf(png(noise(1, 3)), 60);
        assertTrue(assertThrows(EngineException.class, () -> new Animation(List.of(Animation.Frame.of("epoch 7",
            broken)), TWO_A_SECOND)).getMessage().startsWith("The picture of epoch 7 cannot be read"));
        assertEquals("cannot be read", Animation.problem(broken));
        assertEquals("cannot be read", Animation.problem(new byte[]{1, 2, 3}));
        assertNull(Animation.problem(png(noise(1, 3))));
        assertThrows(IllegalArgumentException.class, () -> new AnimationConfig(Double.NaN, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new AnimationConfig(1, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new AnimationConfig(1, 0, 9));
        final BufferedImage wide = new BufferedImage(4000, 8, BufferedImage.TYPE_INT_RGB);
        assertTrue(assertThrows(EngineException.class, () -> animation(new AnimationConfig(1, 0, 8), wide))
            .getMessage().contains("Choose a smaller scale"));
    }

    @Test
    void cancels() {
        final Progress cancelling = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                // not of interest
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> animation(TWO_A_SECOND, noise(1, 2)).gif(cancelling));
    }
}
