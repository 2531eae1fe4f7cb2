package org.latentlab.engine.snapshot;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.chart.FrameStrip;
import org.latentlab.engine.train.Progress;

/**
 * Frames that follow each other, as an animated GIF or side by side. A frame is one picture or several in
 * rows; pictures smaller than the largest at their place stand at its top left, on white. The same pictures give the
 * same bytes on one machine.
 */
public final class Animation {

    private static final int MOST_PIXELS = 16_000_000;
    private static final int MOST_COLORS = 255;
    private static final int MOST_SIDE = 16_000;
    /** A strip is about so many pixels wide at most. */
    private static final double STRIP_WIDTH = 1800;

    private final List<Frame> m_frames;
    private final AnimationConfig m_config;
    private final Arrangement m_places;

    /**
     * One frame.
     *
     * @param caption what it is, e.g. "epoch 3"
     * @param pictures PNG files, which stand together; as many as those of the other frames, null for a free place
     */
    public record Frame(String caption, List<byte[]> pictures) {

        /** Copies the list. */
        public Frame {
            pictures = Collections.unmodifiableList(new ArrayList<>(pictures));
        }

        /**
         * @param caption what it is
         * @param png a PNG file
         * @return a frame of one picture
         */
        public static Frame of(final String caption, final byte[] png) {
            return new Frame(caption, List.of(png));
        }
    }

    /**
     * @param frames the frames in their order, at least one
     * @param config how they run
     * @throws EngineException if there is none, one cannot be read, or the animation would be too large
     */
    public Animation(final List<Frame> frames, final AnimationConfig config) {
        if (frames.isEmpty()) {
            throw new EngineException("An animation needs at least one frame.");
        }
        m_frames = List.copyOf(frames);
        m_config = config;
        final int places = frames.get(0).pictures().size();
        final int[] widths = new int[places];
        final int[] heights = new int[places];
        for (final Frame frame : m_frames) {
            if (frame.pictures().size() != places) {
                throw new IllegalArgumentException("The frames have " + places + " and " + frame.pictures().size()
                    + " pictures.");
            }
            for (int i = 0; i < places; i++) {
                final BufferedImage image = picture(frame, i);
                widths[i] = Math.max(widths[i], image == null ? 0 : image.getWidth());
                heights[i] = Math.max(heights[i], image == null ? 0 : image.getHeight());
            }
        }
        m_places = Arrangement.of(widths, heights);
        if (width() > MOST_SIDE || height() > MOST_SIDE || (long)width() * height() > MOST_PIXELS) {
            throw new EngineException(String.format(Locale.ROOT, "The animation would be %,d×%,d pixels; it may have "
                + "16 million, and 16,000 a side. Choose a smaller scale.", width(), height()));
        }
    }

    /**
     * @param snapshots pictures of a training
     * @param picture which of them, e.g. {@link TrainingSnapshots#MANIFOLD}
     * @param config how they run
     * @return their animation
     * @throws EngineException if there is none
     */
    public static Animation of(final List<Snapshot> snapshots, final String picture, final AnimationConfig config) {
        return new Animation(snapshots.stream().filter(s -> s.picture().equals(picture))
            .map(s -> Frame.of("epoch " + s.epoch(), s.png())).toList(), config);
    }

    /** @return the number of frames */
    public int size() {
        return m_frames.size();
    }

    /** @return the width of the animation in pixels */
    public int width() {
        return Frames.size(m_places.width(), m_config.scale());
    }

    /** @return the height of the animation in pixels */
    public int height() {
        return Frames.size(m_places.height(), m_config.scale());
    }

    /** @return how long one run takes, in seconds */
    public double seconds() {
        return ((m_frames.size() - 1) * m_config.delay() + m_config.lastDelay()) / 100.0;
    }

    /**
     * @param png a file
     * @return why it cannot be a picture of an animation, in a few words; null if it can
     */
    public static String problem(final byte[] png) {
        try {
            Frames.read(png, "");
            return null;
        } catch (EngineException e) {
            return "cannot be read";
        }
    }

    private static BufferedImage picture(final Frame frame, final int place) {
        final byte[] png = frame.pictures().get(place);
        return png == null ? null : Frames.read(png, frame.caption());
    }

    private BufferedImage image(final int frame, final double scale) {
        final List<BufferedImage> pictures = new ArrayList<>();
        for (int i = 0; i < m_places.lefts().length; i++) {
            pictures.add(picture(m_frames.get(frame), i));
        }
        return Frames.scaled(Frames.together(pictures, m_places), scale);
    }

    /**
     * The frames with at most 255 colours, the same for all; only what changes from one to the next is stored.
     *
     * @param progress told how far it is, asked whether to stop
     * @return a GIF file that repeats forever
     */
    public byte[] gif(final Progress progress) {
        return gif(MOST_COLORS, progress);
    }

    /**
     * The frames with the same few colours; only what changes from one to the next is stored.
     *
     * @param colors how many colours to keep at most, 2…255: fewer make a smaller file
     * @param progress told how far it is, asked whether to stop
     * @return a GIF file that repeats forever
     */
    public byte[] gif(final int colors, final Progress progress) {
        final Palette palette = new Palette(colors);
        for (int i = 0; i < size(); i++) {
            progress.checkCanceled();
            progress.update(0.4 * i / size(), "Counting the colours of frame " + (i + 1) + " of " + size());
            palette.add(pixels(image(i, m_config.scale())));
        }
        palette.choose();
        try (GifSequence gif = new GifSequence(palette, width(), height())) {
            for (int i = 0; i < size(); i++) {
                progress.checkCanceled();
                progress.update(0.4 + 0.6 * i / size(), "Writing frame " + (i + 1) + " of " + size());
                gif.add(pixels(image(i, m_config.scale())), i + 1 < size() ? m_config.delay() : m_config.lastDelay());
            }
            return gif.finish();
        }
    }

    private static int[] pixels(final BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /**
     * The frames side by side under their captions, in rows; smaller where the strip would be wider than about 1,800
     * pixels.
     *
     * @param title of the strip; empty for none
     * @param most how many frames to show; where there are more, so many of them, evenly spaced, with the first and
     *            the last; 0 for all
     * @param columns frames in a row; 0 for a strip about 2.4 times as wide as high
     * @return a PNG file
     */
    public byte[] strip(final String title, final int most, final int columns) {
        final int[] chosen = chosen(most);
        final int perRow = columns > 0 ? Math.min(columns, chosen.length)
            : FrameStrip.columnsFor(chosen.length, width(), height());
        final double scale = Math.min(m_config.scale(), STRIP_WIDTH / perRow / m_places.width());
        final List<BufferedImage> images = new ArrayList<>();
        final List<String> captions = new ArrayList<>();
        for (final int i : chosen) {
            images.add(image(i, scale));
            captions.add(m_frames.get(i).caption());
        }
        final FrameStrip strip = new FrameStrip(title, chosen.length == size() ? "" : String.format(Locale.ROOT,
            "%,d of %,d frames", chosen.length, size()), images, captions, perRow);
        final int width = strip.preferredWidth();
        return strip.png(width, strip.heightFor(width));
    }

    private int[] chosen(final int most) {
        final int n = most <= 0 ? size() : Math.min(most, size());
        final int[] chosen = new int[n];
        for (int i = 0; i < n; i++) {
            chosen[i] = n == 1 ? size() - 1 : (int)Math.round(i * (size() - 1.0) / (n - 1));
        }
        return chosen;
    }
}
