package org.latentlab.engine.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.chart.ContactSheet;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.report.ReportFigure.Kind;
import org.latentlab.engine.snapshot.Animation;
import org.latentlab.engine.snapshot.AnimationConfig;
import org.latentlab.engine.snapshot.PalettePng;
import org.latentlab.engine.snapshot.Snapshot;
import org.latentlab.engine.snapshot.TrainingSnapshots;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.vae.Vae;

/** The pictures of each model on the page of a comparison. */
final class ComparisonFigures {

    private static final int SAMPLES = 30;

    private static final int SHEET_COLUMNS = 10;

    private static final double FRAMES_PER_SECOND = 2;

    private static final double HOLD_SECONDS = 3;

    private static final double SMALLEST = 0.05;

    /** A picture smaller than this share of its width would show nothing. */
    private static final double LEAST_SHARE = 0.3;

    private static final int MOST_TRIES = 3;

    /** Colours of an animation or a strip: fewer cannot be told from more at their size, and take less room. */
    private static final int COLORS = 64;

    private static final int STILL_COLORS = 255;

    private static final int ANIMATION_WIDTH = 480;

    /** Three frames, their gaps and the margins are 900 pixels wide. */
    private static final int STRIP_WIDTH = 856;

    /** Frames of an animation; of more epochs, so many evenly spaced ones are shown. */
    private static final int MOST_FRAMES = 8;

    /** Bytes of all snapshots of a model, and of all models, so that the page can be opened and sent. */
    private static final double MODEL_BYTES = 500_000;

    private static final double PAGE_BYTES = 4_100_000;

    private final int m_frames;

    private final double m_bytes;

    private final boolean m_animated;

    /**
     * @param models how many models stand on the page: the more, the smaller are their pictures
     * @param animated whether there are animations
     */
    ComparisonFigures(final int models, final boolean animated) {
        m_frames = models <= 6 ? 6 : models <= 12 ? 4 : 3;
        m_bytes = Math.min(MODEL_BYTES, PAGE_BYTES / models);
        m_animated = animated;
    }

    /**
     * How the snapshots of one kind are shown.
     *
     * @param last the last of them
     * @param animation all of them one after the other
     * @param strip some of them side by side
     */
    record Views(List<ReportFigure> last, List<ReportFigure> animation, List<ReportFigure> strip) {

        static final Views NONE = new Views(List.of(), List.of(), List.of());
    }

    /** A file that can be made smaller: its bytes at a share of its full width and height. */
    private static final class Item {
        private final DoubleFunction<byte[]> m_encode;
        private byte[] m_data;

        Item(final DoubleFunction<byte[]> encode) {
            m_encode = encode;
            m_data = encode.apply(1);
        }

        void shrink(final double bytes) {
            double share = 1;
            for (int i = 0; i < MOST_TRIES && m_data.length > bytes && share > LEAST_SHARE; i++) {
                share = Math.max(LEAST_SHARE, share * Math.sqrt(bytes / m_data.length));
                m_data = m_encode.apply(share);
            }
        }
    }

    /**
     * @param model a model
     * @param progress told and asked
     * @return how each kind of its snapshots is shown, within the room that a model has
     * @throws EngineException if a picture cannot be read
     */
    Map<String, Views> of(final ComparedModel model, final Progress progress) {
        final Map<String, Item[]> items = new LinkedHashMap<>();
        final List<String> pictures = model.snapshots().stream().map(Snapshot::picture).distinct().toList();
        for (int i = 0; i < pictures.size(); i++) {
            progress.checkCanceled();
            items.put(pictures.get(i), items(model, pictures.get(i),
                progress.part((double)i / pictures.size(), (i + 1.0) / pictures.size())));
        }
        final List<Item> all = items.values().stream().flatMap(Arrays::stream).filter(Objects::nonNull).toList();
        final double most = most(all.stream().mapToDouble(i -> i.m_data.length).sorted().toArray(), m_bytes);
        for (final Item item : all) {
            progress.checkCanceled();
            item.shrink(most);
        }
        final Map<String, Views> views = new LinkedHashMap<>();
        items.forEach((picture, i) -> {
            final List<Snapshot> found = of(model, picture);
            views.put(picture, new Views(figures("After epoch " + found.get(found.size() - 1).epoch(), model, picture,
                "image/png", i[0]), figures("", model, picture, "image/gif", i[1]), figures("", model, picture,
                "image/png", i[2])));
        });
        return views;
    }

    /**
     * @param sizes of files, ascending
     * @param room for all of them
     * @return the size to which the larger ones must shrink for all to fit: small files leave their room to the others
     */
    static double most(final double[] sizes, final double room) {
        double left = room;
        for (int i = 0; i < sizes.length; i++) {
            final double share = left / (sizes.length - i);
            if (sizes[i] > share) {
                return share;
            }
            left -= sizes[i];
        }
        return Double.POSITIVE_INFINITY;
    }

    /** The last snapshot, the animation and the strip; null for what is not shown. */
    private Item[] items(final ComparedModel model, final String picture, final Progress progress) {
        final List<Snapshot> found = of(model, picture);
        final Snapshot last = found.get(found.size() - 1);
        final int width = width(last, model);
        final Item[] items = new Item[3];
        items[0] = new Item(share -> PalettePng.of(last.png(), share, STILL_COLORS));
        if (found.size() > 1 && m_animated) {
            final double scale = scale(ANIMATION_WIDTH, width);
            final List<Snapshot> some = some(found, MOST_FRAMES);
            items[1] = new Item(share -> Animation.of(some, picture, new AnimationConfig(FRAMES_PER_SECOND,
                HOLD_SECONDS, Math.max(SMALLEST, share * scale))).gif(COLORS, progress));
        }
        // its frames differ too little at this size, and the animation stands beside
        if (found.size() > 1 && !(m_animated && picture.equals(TrainingSnapshots.PREDICTION_MATRIX))) {
            final int columns = Math.min(m_frames > 4 ? 3 : 2, Math.min(m_frames, found.size()));
            final double scale = scale(STRIP_WIDTH / columns, width);
            items[2] = new Item(share -> PalettePng.of(Animation.of(found, picture, new AnimationConfig(1, 0,
                Math.max(SMALLEST, share * scale))).strip("", m_frames, columns), 1, COLORS));
        }
        return items;
    }

    private static List<Snapshot> some(final List<Snapshot> all, final int most) {
        final int n = Math.min(most, all.size());
        return IntStream.range(0, n).mapToObj(i -> all.get((int)Math.round(i * (all.size() - 1.0) / (n - 1)))).toList();
    }

    private static List<ReportFigure> figures(final String caption, final ComparedModel model, final String picture,
        final String mediaType, final Item item) {
        return item == null ? List.of() : List.of(new ReportFigure(Kind.OTHER, caption,
            picture + " of " + model.name(), mediaType, item.m_data));
    }

    private static double scale(final int wanted, final int width) {
        return Math.max(SMALLEST, Math.min(1, (double)wanted / width));
    }

    private static List<Snapshot> of(final ComparedModel model, final String picture) {
        return model.snapshots().stream().filter(s -> s.picture().equals(picture)).toList();
    }

    private static int width(final Snapshot snapshot, final ComparedModel model) {
        try {
            final var image = ImageIO.read(new ByteArrayInputStream(snapshot.png()));
            if (image != null) {
                return image.getWidth();
            }
        } catch (IOException e) {
            throw unreadable(snapshot, model, e);
        }
        throw unreadable(snapshot, model, null);
    }

    private static EngineException unreadable(final Snapshot snapshot, final ComparedModel model,
        final IOException cause) {
        return new EngineException("The snapshot '" + snapshot.picture() + "' of epoch " + snapshot.epoch()
            + " of model '" + model.name() + "' is no image that can be read"
            + (cause == null ? "" : " (" + cause.getMessage() + ")") + ". Connect the snapshots of Train VAE as they "
            + "are.", cause);
    }

    /**
     * @param model a model
     * @param seed of the draws, which are the same for all models of a latent size
     * @return images decoded from draws of the prior; nothing for a model of vectors
     */
    static List<ReportFigure> samples(final ComparedModel model, final long seed) {
        final Vae vae = model.vae();
        if (vae.shape().isVector()) {
            return List.of();
        }
        final Rng rng = Rng.stream(seed, "comparison samples");
        final float[] z = new float[SAMPLES * vae.latentSize()];
        for (int i = 0; i < z.length; i++) {
            z[i] = (float)rng.nextGaussian();
        }
        final ContactSheet sheet = new ContactSheet("", "",
            List.of(new ContactSheet.Group("", vae.decode(z, Progress.NONE), List.of())), SHEET_COLUMNS, 0, false);
        final int width = sheet.preferredWidth();
        return List.of(new ReportFigure(Kind.SAMPLES, "", "decoded draws of the prior of " + model.name(), "image/png",
            PalettePng.of(sheet.png(width, sheet.heightFor(width)), 1, STILL_COLORS)));
    }
}
