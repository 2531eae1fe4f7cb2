package org.latentlab.engine.vae;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.ManifestView;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.latent.LatentDiagnostics;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.EpochRecord;

/**
 * What the epochs of a training brought, and the state of a latent space, in an archive: numbers in the manifest, what
 * there is for each latent dimension as tensors of a row per epoch, since text would be too long.
 */
final class HistoryManifest {

    /** The names of all tensors of a history begin with it. */
    static final String HISTORY = "history";

    /** The names of all tensors of a final state of the latent space begin with it. */
    static final String DIAGNOSTICS = "diagnostics";

    private HistoryManifest() {
    }

    /** @return numbers as they come back from an archive: in single precision, and finite */
    static double[] single(final double[] values) {
        final double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float)Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, values[i]));
        }
        return result;
    }

    /** @return a state as it comes back from an archive; without the covariance of more dimensions than given */
    static LatentDiagnostics single(final LatentDiagnostics latent, final int mostCovariance) {
        final Matrix covariance = latent.aggregateCovariance();
        final int d = latent.meanVariance().length;
        return new LatentDiagnostics(latent.images(), single(latent.klPerDimension()), single(latent.meanVariance()),
            latent.activeUnits(), latent.mutualInformation(), single(latent.aggregateMean()),
            covariance == null || d > mostCovariance ? null : new Matrix(d, d, single(covariance.data())),
            latent.aggregateKl());
    }

    static List<Map<String, Object>> write(final List<EpochRecord> epochs) {
        return epochs.stream().map(HistoryManifest::write).toList();
    }

    private static Map<String, Object> write(final EpochRecord epoch) {
        final Map<String, Object> e = new LinkedHashMap<>();
        e.put("epoch", epoch.epoch());
        e.put("loss", epoch.loss());
        e.put("reconstruction", epoch.reconstruction());
        e.put("kl", epoch.kl());
        e.put("validationLoss", epoch.validationLoss());
        e.put("beta", epoch.beta());
        e.put("mmd", epoch.mmd());
        e.put("neighbourPenalty", epoch.neighbourPenalty());
        e.put("latent", write(epoch.latent()));
        return e;
    }

    static Map<String, Object> write(final LatentDiagnostics latent) {
        if (latent == null) {
            return null;
        }
        final Map<String, Object> l = new LinkedHashMap<>();
        l.put("images", latent.images());
        l.put("activeUnits", latent.activeUnits());
        l.put("mutualInformation", latent.mutualInformation());
        l.put("aggregateKl", latent.aggregateKl());
        return l;
    }

    static List<Tensor> tensors(final List<EpochRecord> epochs) {
        final List<Tensor> tensors = new ArrayList<>();
        add(tensors, "history.klPerDimension", epochs, EpochRecord::klPerDimension);
        if (epochs.stream().allMatch(e -> e.latent() != null)) {
            tensors.addAll(tensors(HISTORY, epochs.stream().map(EpochRecord::latent).toList()));
        }
        return tensors;
    }

    /** @param latents states of the same latent space; each is a row of the tensors */
    static List<Tensor> tensors(final String name, final List<LatentDiagnostics> latents) {
        final List<Tensor> tensors = new ArrayList<>();
        add(tensors, name + ".latentKl", latents, LatentDiagnostics::klPerDimension);
        add(tensors, name + ".latentMeanVariance", latents, LatentDiagnostics::meanVariance);
        add(tensors, name + ".latentAggregateMean", latents, LatentDiagnostics::aggregateMean);
        add(tensors, name + ".latentAggregateCovariance", latents,
            l -> l.aggregateCovariance() == null ? new double[0] : l.aggregateCovariance().data());
        return tensors;
    }

    private static <T> void add(final List<Tensor> tensors, final String name, final List<T> rows,
        final Function<T, double[]> values) {
        final int width = rows.isEmpty() ? 0 : values.apply(rows.get(0)).length;
        if (width == 0) {
            return;
        }
        final float[] all = new float[Math.multiplyExact(rows.size(), width)];
        for (int i = 0; i < all.length; i += width) {
            final double[] row = single(values.apply(rows.get(i / width)));
            for (int j = 0; j < width; j++) {
                all[i + j] = (float)row[j];
            }
        }
        tensors.add(new Tensor(name, new int[]{rows.size(), width}, all));
    }

    /**
     * @param h the section that has the list "epochs"
     * @param seconds durations of the epochs
     * @param tensors all tensors of the archive
     * @return the epochs; those of archives from before there were other divergences than the KL too
     */
    static List<EpochRecord> read(final ManifestView h, final double[] seconds, final Map<String, Tensor> tensors)
        throws IOException {
        final List<ManifestView> epochs = h.objects("epochs");
        final List<EpochRecord> records = new ArrayList<>();
        for (int i = 0; i < epochs.size(); i++) {
            final ManifestView e = epochs.get(i);
            final int number = e.integer("epoch", i + 1, i + 1);
            final double s = i < seconds.length ? seconds[i] : Double.NaN;
            if (e.has("klPerDimension")) {
                records.add(new EpochRecord(number, e.number("loss"), e.number("reconstruction"), e.number("kl"),
                    e.numbers("klPerDimension"), e.number("validationLoss"), s));
            } else {
                records.add(new EpochRecord(number, e.number("loss"), e.number("reconstruction"), e.number("kl"),
                    row(tensors, "history.klPerDimension", i), e.number("validationLoss"), s, e.number("beta"),
                    e.number("mmd"), e.number("neighbourPenalty"),
                    e.has("latent") ? latent(e.object("latent"), HISTORY, i, tensors) : null));
            }
        }
        return records;
    }

    /** @return the state of a latent space that is row i of its tensors */
    static LatentDiagnostics latent(final ManifestView l, final String name, final int i,
        final Map<String, Tensor> tensors) throws IOException {
        final double[] variance = row(tensors, name + ".latentMeanVariance", i);
        final double[] covariance = row(tensors, name + ".latentAggregateCovariance", i);
        return new LatentDiagnostics(l.integer("images", 1, Integer.MAX_VALUE),
            row(tensors, name + ".latentKl", i), variance, l.integer("activeUnits", 0, variance.length),
            l.number("mutualInformation"), row(tensors, name + ".latentAggregateMean", i),
            covariance.length == 0 ? null : new Matrix(variance.length, variance.length, covariance),
            l.number("aggregateKl"));
    }

    private static double[] row(final Map<String, Tensor> tensors, final String name, final int i) {
        final Tensor tensor = tensors.get(name);
        if (tensor == null) {
            return new double[0];
        }
        if (tensor.shape().length != 2 || i >= tensor.shape()[0]) {
            throw new EngineException("The model file holds values of size " + Arrays.toString(tensor.shape())
                + " for '" + name + "', which does not fit its history. The file is damaged.");
        }
        final int width = tensor.shape()[1];
        final double[] values = new double[width];
        for (int j = 0; j < width; j++) {
            values[j] = tensor.values()[i * width + j];
        }
        return values;
    }
}
