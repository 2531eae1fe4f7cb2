package org.latentlab.engine.gan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.latentlab.engine.archive.ManifestView;
import org.latentlab.engine.failure.FailureFinding;
import org.latentlab.engine.failure.FailureKind;
import org.latentlab.engine.failure.FailureSnapshot;
import org.latentlab.engine.train.Manifests;
import org.latentlab.engine.train.Provenance;

/** What the epochs of a GAN's training brought, and the failures found in it, in a manifest. */
final class HistoryManifest {

    private static final String TIMINGS = "timings";

    private static final String SECONDS = "secondsPerEpoch";

    private static final String SPEED = "imagesPerSecond";

    private HistoryManifest() {
    }

    /** Adds the section "timings": all that differs between two runs with the same seed. */
    static void putTimings(final Map<String, Object> manifest, final Provenance provenance,
        final List<GanEpochRecord> epochs) {
        final Map<String, Object> timings = Manifests.timings(provenance,
            epochs.stream().map(GanEpochRecord::seconds).toList());
        timings.put(SPEED, epochs.stream().map(GanEpochRecord::imagesPerSecond).toList());
        manifest.put(TIMINGS, timings);
    }

    static List<Map<String, Object>> write(final List<GanEpochRecord> epochs) {
        return epochs.stream().map(HistoryManifest::write).toList();
    }

    private static Map<String, Object> write(final GanEpochRecord epoch) {
        final Map<String, Object> e = new LinkedHashMap<>();
        e.put("epoch", epoch.epoch());
        e.put("updates", epoch.updates());
        e.put("generatorLoss", epoch.generatorLoss());
        e.put("criticLoss", epoch.criticLoss());
        e.put("realScore", epoch.realScore());
        e.put("fakeScore", epoch.fakeScore());
        e.put("generatorGradient", epoch.generatorGradient());
        e.put("criticGradient", epoch.criticGradient());
        e.put("penalty", epoch.penalty());
        e.put("latentError", epoch.latentError());
        e.put("clusterLoss", epoch.clusterLoss());
        e.put("failure", epoch.failure() == null ? null : write(epoch.failure()));
        return e;
    }

    private static Map<String, Object> write(final FailureSnapshot failure) {
        final Map<String, Object> f = new LinkedHashMap<>();
        f.put("samples", failure.samples());
        f.put("meanDistance", failure.meanDistance());
        f.put("dataDistance", failure.dataDistance());
        f.put("nearDuplicates", failure.nearDuplicates());
        f.put("dataNearDuplicates", failure.dataNearDuplicates());
        f.put("classShares", Arrays.stream(failure.classShares()).boxed().toList());
        f.put("dataClassShares", Arrays.stream(failure.dataClassShares()).boxed().toList());
        f.put("classEntropy", failure.classEntropy());
        f.put("generatorGradient", failure.generatorGradient());
        f.put("criticGradient", failure.criticGradient());
        f.put("realScore", failure.realScore());
        f.put("fakeScore", failure.fakeScore());
        f.put("period", failure.period());
        f.put("amplitude", failure.amplitude());
        return f;
    }

    static List<Map<String, Object>> writeFindings(final List<FailureFinding> findings) {
        return findings.stream().map(finding -> {
            final Map<String, Object> f = new LinkedHashMap<>();
            f.put("kind", finding.kind().name());
            f.put("onset", finding.onset());
            f.put("until", finding.until());
            f.put("persists", finding.persists());
            f.put("sentence", finding.sentence());
            return f;
        }).toList();
    }

    /**
     * @param history the section that has the list "epochs"
     * @param manifest the manifest with the section "timings"
     * @return the epochs
     */
    static List<GanEpochRecord> read(final ManifestView history, final ManifestView manifest) throws IOException {
        final ManifestView timings = manifest.object(TIMINGS);
        final double[] seconds = timings.numbers(SECONDS);
        final double[] speed = timings.numbers(SPEED);
        final List<ManifestView> epochs = history.objects("epochs");
        final List<GanEpochRecord> records = new ArrayList<>();
        for (int i = 0; i < epochs.size(); i++) {
            final ManifestView e = epochs.get(i);
            final int number = e.integer("epoch", i + 1, i + 1);
            final long updates = e.longInteger("updates");
            records.add(new GanEpochRecord(number, updates, e.number("generatorLoss"), e.number("criticLoss"),
                e.number("realScore"), e.number("fakeScore"), e.number("generatorGradient"),
                e.number("criticGradient"), e.number("penalty"), e.number("latentError"), e.number("clusterLoss"),
                i < speed.length ? speed[i] : Double.NaN, i < seconds.length ? seconds[i] : Double.NaN,
                e.has("failure") ? failure(e.object("failure"), number, updates) : null));
        }
        return records;
    }

    private static FailureSnapshot failure(final ManifestView f, final int epoch, final long updates)
        throws IOException {
        return new FailureSnapshot(epoch, updates, f.integer("samples", 0, Integer.MAX_VALUE),
            f.number("meanDistance"), f.number("dataDistance"), f.number("nearDuplicates"),
            f.number("dataNearDuplicates"), f.numbers("classShares"), f.numbers("dataClassShares"),
            f.number("classEntropy"), f.number("generatorGradient"), f.number("criticGradient"),
            f.number("realScore"), f.number("fakeScore"), f.number("period"), f.number("amplitude"));
    }

    static List<FailureFinding> readFindings(final ManifestView history, final int epochs) throws IOException {
        final List<FailureFinding> findings = new ArrayList<>();
        for (final ManifestView f : history.objects("findings")) {
            findings.add(new FailureFinding(f.constant(FailureKind.class, "kind"), f.integer("onset", 1, epochs),
                f.integer("until", 1, epochs), f.flag("persists"), f.string("sentence")));
        }
        return findings;
    }
}
