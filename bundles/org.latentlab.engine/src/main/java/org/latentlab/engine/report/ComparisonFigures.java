package org.latentlab.engine.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.chart.ContactSheet;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.report.ReportFigure.Kind;
import org.latentlab.engine.snapshot.Animation;
import org.latentlab.engine.snapshot.AnimationConfig;
import org.latentlab.engine.snapshot.Snapshot;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.vae.Vae;

/** The pictures of each model on the page of a comparison. */
final class ComparisonFigures {

    private static final int SAMPLES = 30;

    private static final int SHEET_COLUMNS = 10;

    /** Snapshots side by side in a strip. */
    private static final int COLUMNS = 2;

    private static final double FRAMES_PER_SECOND = 2;

    private static final double HOLD_SECONDS = 3;

    private static final double SMALLEST = 0.05;

    private final int m_frames;

    private final int m_stripWidth;

    private final int m_animationWidth;

    /**
     * @param models how many models stand on the page: the more, the smaller are their pictures, so that the page can
     *            be opened
     */
    ComparisonFigures(final int models) {
        m_frames = models <= 6 ? 6 : models <= 12 ? 4 : 3;
        m_stripWidth = models <= 6 ? 1240 : models <= 12 ? 900 : 720;
        m_animationWidth = models <= 6 ? 480 : models <= 12 ? 360 : 280;
    }

    /**
     * @param model a model
     * @param picture which of its snapshots
     * @return the last of them; nothing if there is none
     */
    static List<ReportFigure> last(final ComparedModel model, final String picture) {
        final List<Snapshot> found = of(model, picture);
        if (found.isEmpty()) {
            return List.of();
        }
        final Snapshot last = found.get(found.size() - 1);
        return List.of(figure("After epoch " + last.epoch(), model, picture, "image/png", last.png()));
    }

    /**
     * @param model a model
     * @param picture which of its snapshots
     * @param progress told and asked
     * @return all of them as an animation; nothing if there is only one
     * @throws EngineException if a picture cannot be read
     */
    List<ReportFigure> animation(final ComparedModel model, final String picture, final Progress progress) {
        final List<Snapshot> found = of(model, picture);
        if (found.size() < 2) {
            return List.of();
        }
        final double scale = scale(m_animationWidth, width(found.get(found.size() - 1), model));
        return List.of(figure("", model, picture, "image/gif", Animation.of(found, picture,
            new AnimationConfig(FRAMES_PER_SECOND, HOLD_SECONDS, scale)).gif(progress)));
    }

    /**
     * @param model a model
     * @param picture which of its snapshots
     * @return some of them, evenly spaced, in rows; nothing if there is only one
     * @throws EngineException if a picture cannot be read
     */
    List<ReportFigure> strip(final ComparedModel model, final String picture) {
        final List<Snapshot> found = of(model, picture);
        if (found.size() < 2) {
            return List.of();
        }
        final int columns = Math.min(COLUMNS, Math.min(m_frames, found.size()));
        final double scale = scale(m_stripWidth / columns, width(found.get(found.size() - 1), model));
        return List.of(figure("", model, picture, "image/png",
            Animation.of(found, picture, new AnimationConfig(1, 0, scale)).strip("", m_frames, columns)));
    }

    private static double scale(final int wanted, final int width) {
        return Math.max(SMALLEST, Math.min(1, (double)wanted / width));
    }

    private static List<Snapshot> of(final ComparedModel model, final String picture) {
        return model.snapshots().stream().filter(s -> s.picture().equals(picture)).toList();
    }

    private static ReportFigure figure(final String caption, final ComparedModel model, final String picture,
        final String mediaType, final byte[] data) {
        return new ReportFigure(Kind.OTHER, caption, picture + " of " + model.name(), mediaType, data);
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
            sheet.png(width, sheet.heightFor(width))));
    }
}
