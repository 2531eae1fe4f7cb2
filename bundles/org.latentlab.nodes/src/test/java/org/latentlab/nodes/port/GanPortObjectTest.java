package org.latentlab.nodes.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortUtil;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.gan.ClusterWeights;
import org.latentlab.engine.gan.CriticNormalisation;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.gan.GanTrainer;
import org.latentlab.engine.gan.GanTraining;
import org.latentlab.engine.gan.GanTrainingConfig;
import org.latentlab.engine.gan.TrainingLength;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.table.TestTables;

final class GanPortObjectTest {

    private static final GanArchitecture MLP = new GanArchitecture.Mlp(List.of(12), List.of(12), false);

    @TempDir
    private Path m_directory;

    private static GanConfig config(final LatentPrior prior, final List<String> classes,
        final ClusterWeights cluster) {
        return new GanConfig(prior, MLP, CriticNormalisation.NONE, new GanLoss.NonSaturating(), 1, classes, cluster);
    }

    private static GanPortObjectSpec reload(final GanPortObjectSpec spec) throws Exception {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectSpecZipOutputStream(bytes)) {
            new GanPortObjectSpec.Serializer().savePortObjectSpec(spec, out);
        }
        try (var in = PortUtil.getPortObjectSpecZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return new GanPortObjectSpec.Serializer().loadPortObjectSpec(in);
        }
    }

    @Test
    void aSpecSurvivesSaving() throws Exception {
        final GanPortObjectSpec conditional = reload(new GanPortObjectSpec(
            config(new LatentPrior.Uniform(7), List.of("cat", "dög"), null), ImageShape.gray(8, 9), false,
            ModelInput.of(true, List.of())));
        assertEquals(new LatentPrior.Uniform(7), conditional.prior());
        assertEquals(7, conditional.latentSize());
        assertEquals("7-12 against 12", conditional.network());
        assertEquals(List.of("cat", "dög"), conditional.classNames());
        assertEquals(ImageShape.gray(8, 9), conditional.shape().orElseThrow());
        assertTrue(conditional.isConditional() && conditional.gray());
        assertFalse(conditional.hasEncoder() || conditional.vectors());
        assertEquals("GAN", conditional.kind());
        final GanPortObjectSpec clusters = reload(new GanPortObjectSpec(
            config(new LatentPrior.Clusters(5, 0.1, 3), List.of(), ClusterWeights.STANDARD), null, true,
            ModelInput.of(false, List.of("age", "Größe"))));
        assertEquals(8, clusters.latentSize());
        assertTrue(clusters.hasEncoder() && clusters.vectors() && clusters.shape().isEmpty());
        assertFalse(clusters.isConditional());
        assertEquals(List.of("age", "Größe"), clusters.columns());
    }

    @Test
    void classesMayBeToCome() throws Exception {
        final GanPortObjectSpec spec = reload(new GanPortObjectSpec(
            config(new LatentPrior.Normal(2), List.of("0", "1"), null), null, false, ModelInput.AS_IT_IS)
                .withClassesToCome());
        assertTrue(spec.isConditional());
        assertEquals(List.of(), spec.classNames());
        assertEquals(new LatentPrior.Normal(2), spec.prior());
    }

    @Test
    void aModelSurvivesSaving() throws Exception {
        final ExecutionContext exec = TestTables.exec(m_directory);
        final Gan gan = GanTrainer.train(GanTraining.of(
            SyntheticDigits.generate(SyntheticDigitsConfig.of(40, 1), Progress.NONE).images(),
            config(new LatentPrior.Normal(3), List.of(), null),
            GanTrainingConfig.standard(TrainingLength.epochs(1), 1)), Progress.NONE);
        final GanPortObject object = GanPortObject.create(gan, exec);
        final PortType models = GenerativeModelPortObject.TYPE;
        assertTrue(models.isSuperTypeOf(GanPortObject.TYPE) && models.acceptsPortObject(object)
            && models.acceptsPortObjectSpec(object.getSpec()));
        assertFalse(VaePortObject.TYPE.acceptsPortObject(object));
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectZipOutputStream(bytes)) {
            new GanPortObject.Serializer().savePortObject(object, out, exec);
        }
        try (var in = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            final GanPortObject loaded = new GanPortObject.Serializer().loadPortObject(in, object.getSpec(), exec);
            assertEquals(gan.summary(), loaded.getSummary());
            assertEquals(object.getSpec(), loaded.getSpec());
        }
        assertEquals(gan.decode(new float[]{1, 0, -1}, null, Progress.NONE),
            object.read(object.file()).decode(new float[]{1, 0, -1}, null, Progress.NONE));
    }
}
