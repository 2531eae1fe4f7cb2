package org.latentlab.nodes.ganepoch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.gan.CriticNormalisation;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.gan.GanTrainer;
import org.latentlab.engine.gan.GanTraining;
import org.latentlab.engine.gan.GanTrainingConfig;
import org.latentlab.engine.gan.TrainingLength;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.port.GanPortObject;
import org.latentlab.nodes.table.NodeRun;

final class GanEpochNodeTest {

    @TempDir
    private Path m_directory;
    private NodeRun m_node;

    @BeforeEach
    void createNode() {
        m_node = new NodeRun(new GanEpochNodeFactory(), m_directory);
    }

    /** @return a GAN of that many epochs, every second generator kept */
    private GanPortObject trained(final int epochs) throws Exception {
        final Images digits = SyntheticDigits.generate(SyntheticDigitsConfig.of(60, 1), Progress.NONE).images();
        final GanConfig config = new GanConfig(new LatentPrior.Normal(4),
            new GanArchitecture.Mlp(List.of(16), List.of(16), false), CriticNormalisation.NONE,
            new GanLoss.NonSaturating(), 1, List.of(), null);
        final AdamConfig adam = AdamConfig.of(1e-3);
        final GanTrainingConfig training = new GanTrainingConfig(TrainingLength.epochs(epochs), 20, 1, adam, adam, 0,
            0, 1, 0, 1, 2, false);
        return GanPortObject.create(GanTrainer.train(GanTraining.of(digits, config, training), Progress.NONE),
            m_node.exec());
    }

    private static GanEpochParameters epoch(final int epoch) {
        final GanEpochParameters parameters = new GanEpochParameters();
        parameters.m_epoch = epoch;
        return parameters;
    }

    private static Images decoded(final Gan gan) {
        return gan.decode(new float[]{0.5f, -1, 0.2f, 1}, null, Progress.NONE);
    }

    @Test
    void givesTheGeneratorThatATrainingOfThatLengthEndsWith() throws Exception {
        final GanPortObject five = trained(5);
        final GanPortObject two = (GanPortObject)m_node.run(epoch(2), five).out()[0];
        assertEquals(decoded(trained(2).gan()), decoded(two.gan()));
        assertFalse(decoded(five.gan()).equals(decoded(two.gan())));
        assertTrue(two.getSummary().contains("epoch 2 of 5 (6 updates)"), two.getSummary());
        assertEquals(five.getSpec().latentSize(), two.getSpec().latentSize());
    }

    @Test
    void anotherEpochCanBeChosenFromWhatComesOut() throws Exception {
        final GanPortObject five = trained(5);
        final GanPortObject two = (GanPortObject)m_node.run(epoch(2), five).out()[0];
        final NodeRun next = new NodeRun(new GanEpochNodeFactory(), m_directory.resolve("next"));
        final GanPortObject last = (GanPortObject)next.run(epoch(5), two).out()[0];
        assertEquals(decoded(five.gan()), decoded(last.gan()));
        assertEquals(List.of(2, 4, 5), last.gan().keptEpochs());
    }

    @Test
    void anEpochThatWasNotKeptIsRefusedWithThoseThatWere() throws Exception {
        final GanPortObject five = trained(5);
        assertEquals("The generator as it was after epoch 3 was not kept; those of the epochs 2, 4 and 5 were. Choose "
            + "one of these, or train again and keep generators more often.",
            assertThrows(KNIMEException.class, () -> m_node.run(epoch(3), five)).getMessage());
    }

    @Test
    void anEpochBelowOneIsRefused() throws Exception {
        final GanPortObject model = trained(1);
        assertEquals("Epoch is 0; it must be at least 1.", assertThrows(InvalidSettingsException.class,
            () -> m_node.configure(epoch(0), model.getSpec())).getMessage());
    }
}
