package org.latentlab.nodes.traingan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.latentlab.engine.gan.ClusterWeights;
import org.latentlab.engine.gan.CriticNormalisation;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.gan.GanTrainingConfig;
import org.latentlab.engine.gan.GradientPenalty;
import org.latentlab.engine.gan.TrainingLength;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.snapshot.SnapshotConfig;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.platform.ui.ParameterInfo;
import org.latentlab.platform.ui.ParametersPersistence;

final class TrainGanParametersTest {

    private static TrainGanParameters with(final Consumer<TrainGanParameters> change) {
        final TrainGanParameters parameters = new TrainGanParameters();
        change.accept(parameters);
        return parameters;
    }

    private static TrainGanParameters custom(final Consumer<TrainGanParameters> change) {
        return with(change.andThen(p -> p.m_preset = PresetOption.CUSTOM));
    }

    private static GanConfig config(final TrainGanParameters parameters) throws InvalidSettingsException {
        parameters.validate();
        return parameters.ganConfig();
    }

    private static GanTrainingConfig training(final TrainGanParameters parameters) throws InvalidSettingsException {
        parameters.validate();
        return parameters.trainingConfig();
    }

    private static String refusal(final TrainGanParameters parameters) {
        return assertThrows(InvalidSettingsException.class, parameters::validate).getMessage();
    }

    @Test
    void aNewNodeBeginsWithTheDcganAndItsSuitableColumns() throws Exception {
        final NodeHandle node = NodeHandle.of(new TrainGanNodeFactory());
        final DataTableSpec spec = new DataTableSpec(ImageCells.newColumn("digit"),
            ClassColumn.newColumn("class", List.of("a", "b")));
        final NodeSettings settings =
            node.defaultSettings(new PortObjectSpec[]{spec}, new PortType[]{BufferedDataTable.TYPE});
        assertEquals("DCGAN", settings.getString("preset"));
        assertEquals("digit", settings.getConfig("input").getString("imageColumn"));
        assertEquals("class", settings.getString("classColumn"));
        assertEquals(new GanConfig(new LatentPrior.Normal(100), new GanArchitecture.Dcgan(64),
            CriticNormalisation.BATCH, new GanLoss.NonSaturating(), 1, List.of(), null),
            config(ParametersPersistence.load(settings, TrainGanParameters.class)));
    }

    @Test
    void theCustomModelBeginsAsTheDcgan() throws Exception {
        assertEquals(config(new TrainGanParameters()), config(custom(p -> { })));
    }

    @Test
    void theDialogCanBeOpenedAndEveryParameterHasItsSection() {
        final NodeHandle node = NodeHandle.of(new TrainGanNodeFactory());
        assertEquals(List.of(), node.problems());
        for (final ParameterInfo parameter : node.parameters()) {
            assertTrue(!parameter.section().isBlank(), parameter.path());
        }
    }

    @Test
    void settingsWithFewKeysLoadWithDefaults() throws Exception {
        final NodeSettings settings = new NodeSettings("model");
        settings.addString("preset", "WGAN_GP");
        final TrainGanParameters loaded = ParametersPersistence.load(settings, TrainGanParameters.class);
        assertEquals("WGAN-GP", config(loaded).loss().words());
        assertNull(loaded.m_watch.pictures());
        assertNull(loaded.m_checkpoints.config());
    }

    @Test
    void settingsAreSavedAndLoaded() throws Exception {
        final TrainGanParameters parameters = custom(p -> {
            p.m_loss.m_kind = LossOption.WASSERSTEIN_PENALTY;
            p.m_loss.m_penalty = PenaltyOption.NORM;
            p.m_loss.m_normalisation = NormalisationOption.SPECTRAL;
            p.m_latent.m_distribution = DistributionOption.UNIFORM;
            p.m_lengthIn = LengthOption.UPDATES;
            p.m_updates = 321;
            p.m_optimisers.m_settings = OptimiserOption.CHOSEN;
            p.m_optimisers.m_criticSteps = 3;
            p.m_watch.m_keepEvery = 7;
            p.m_seed = 99;
        });
        final NodeSettings settings = new NodeSettings("model");
        ParametersPersistence.save(parameters, settings);
        final TrainGanParameters loaded = ParametersPersistence.load(settings, TrainGanParameters.class);
        assertEquals(parameters.ganConfig(), loaded.ganConfig());
        assertEquals(parameters.trainingConfig(), loaded.trainingConfig());
    }

    @ParameterizedTest
    @EnumSource(PresetOption.class)
    void everyPresetCanBeTrained(final PresetOption preset) throws Exception {
        final TrainGanParameters parameters = with(p -> p.m_preset = preset);
        final GanConfig config = config(parameters);
        assertEquals(List.of(PresetOption.CLUSTER_GAN, PresetOption.SPECTRAL_CLUSTER_GAN).contains(preset),
            config.cluster() != null);
        final boolean wasserstein = config.loss() instanceof GanLoss.WassersteinClipping
            || config.loss() instanceof GanLoss.WassersteinGradientPenalty;
        assertEquals(wasserstein ? 5 : 1, parameters.trainingConfig().criticSteps());
    }

    @Test
    void thePresetsAreMadeUpAsDescribed() throws Exception {
        final GanLoss penalty = new GanLoss.WassersteinGradientPenalty(10, GradientPenalty.TOWARDS_ONE);
        assertEquals(new GanConfig(new LatentPrior.Normal(100), new GanArchitecture.Dcgan(64),
            CriticNormalisation.NONE, penalty, 1, List.of(), null),
            config(with(p -> p.m_preset = PresetOption.WGAN_GP)));
        assertEquals(new AdamConfig(2e-4, 0.5, 0.9, 1e-8),
            training(with(p -> p.m_preset = PresetOption.WGAN_GP)).critic());
        assertEquals(new GanConfig(new LatentPrior.Clusters(30, 0.5, 10), new GanArchitecture.Dcgan(64),
            CriticNormalisation.NONE, penalty, 1, List.of(), new ClusterWeights(0.01, 10)), config(with(p -> {
                p.m_preset = PresetOption.CLUSTER_GAN;
                p.m_latent.m_size = 30;
            })));
        assertEquals(new GanConfig(new LatentPrior.Clusters(100, 0.5, 10), new GanArchitecture.Dcgan(64),
            CriticNormalisation.SPECTRAL, new GanLoss.NonSaturating(), 1, List.of(), new ClusterWeights(0.01, 10)),
            config(with(p -> p.m_preset = PresetOption.SPECTRAL_CLUSTER_GAN)));
        assertEquals(new AdamConfig(4e-4, 0.5, 0.999, 1e-8),
            training(with(p -> p.m_preset = PresetOption.SPECTRAL_CLUSTER_GAN)).generator());
        assertEquals(new GanLoss.WassersteinClipping(0.01),
            config(with(p -> p.m_preset = PresetOption.WGAN)).loss());
        assertEquals(CriticNormalisation.SPECTRAL,
            config(with(p -> p.m_preset = PresetOption.SPECTRAL)).normalisation());
        assertEquals(new AdamConfig(2e-4, 0.5, 0.999, 1e-8), training(new TrainGanParameters()).generator());
        assertEquals(new GanConfig(new LatentPrior.Normal(100), new GanArchitecture.Dcgan(64),
            CriticNormalisation.SPECTRAL, new GanLoss.NonSaturating(), 1, List.of(), null),
            config(with(p -> p.m_preset = PresetOption.SPECTRAL_DCGAN)));
        assertEquals(new AdamConfig(4e-4, 0.5, 0.999, 1e-8),
            training(with(p -> p.m_preset = PresetOption.SPECTRAL_DCGAN)).critic());
        assertEquals(new AdamConfig(2e-4, 0.5, 0.999, 1e-8),
            training(with(p -> p.m_preset = PresetOption.SPECTRAL)).critic());
        assertEquals(new AdamConfig(5e-4, 0, 0.99, 1e-8),
            training(with(p -> p.m_preset = PresetOption.WGAN)).generator());
    }

    @Test
    void everyLossHasItsOwnParameters() throws Exception {
        assertEquals(new GanLoss.WassersteinGradientPenalty(3, GradientPenalty.NORM), config(custom(p -> {
            p.m_loss.m_kind = LossOption.WASSERSTEIN_PENALTY;
            p.m_loss.m_normalisation = NormalisationOption.NONE;
            p.m_loss.m_penalty = PenaltyOption.NORM;
            p.m_loss.m_penaltyWeight = 3;
        })).loss());
        assertEquals(new GanLoss.WassersteinClipping(0.05), config(custom(p -> {
            p.m_loss.m_kind = LossOption.WASSERSTEIN_CLIPPING;
            p.m_loss.m_clip = 0.05;
        })).loss());
        assertEquals(new GanLoss.Minimax(), config(custom(p -> p.m_loss.m_kind = LossOption.MINIMAX)).loss());
        assertEquals(0.9, config(custom(p -> {
            p.m_loss.m_kind = LossOption.LEAST_SQUARES;
            p.m_loss.m_realTarget = 0.9;
        })).realTarget());
        // a hinge loss has no target of real images, so what is set there does not matter
        assertEquals(1, config(custom(p -> {
            p.m_loss.m_kind = LossOption.HINGE;
            p.m_loss.m_realTarget = 0.9;
        })).realTarget());
    }

    @Test
    void customNetworksTakeTheParametersOfTheirKind() throws Exception {
        assertEquals(new GanArchitecture.Mlp(List.of(64, 128), List.of(128, 64), true), config(custom(p -> {
            p.m_network.m_architecture = ArchitectureOption.MLP;
            p.m_network.m_generatorWidths = "64, 128";
            p.m_network.m_batchNormalisation = true;
        })).architecture());
        assertEquals(new GanArchitecture.Mlp(List.of(64), List.of(32, 16), false), config(custom(p -> {
            p.m_network.m_architecture = ArchitectureOption.MLP;
            p.m_network.m_generatorWidths = "64";
            p.m_network.m_criticWidths = "32, 16";
        })).architecture());
        assertEquals(new GanArchitecture.Dcgan(16), config(custom(p -> p.m_network.m_filters = 16)).architecture());
    }

    @Test
    void optimisersMayBeChosenForAPreset() throws Exception {
        final GanTrainingConfig chosen = training(with(p -> {
            p.m_preset = PresetOption.DCGAN;
            p.m_optimisers.m_settings = OptimiserOption.CHOSEN;
            p.m_optimisers.m_generatorRate = 2e-3;
            p.m_optimisers.m_criticRate = 4e-4;
            p.m_optimisers.m_criticBeta1 = 0.1;
            p.m_optimisers.m_generatorBeta2 = 0.99;
            p.m_optimisers.m_criticSteps = 10;
            p.m_optimisers.m_averaging = 0.999;
            p.m_optimisers.m_gradientClip = 5;
        }));
        assertEquals(new AdamConfig(2e-3, 0.5, 0.99, 1e-8), chosen.generator());
        assertEquals(new AdamConfig(4e-4, 0.1, 0.999, 1e-8), chosen.critic());
        assertEquals(10, chosen.criticSteps());
        assertEquals(0.999, chosen.averaging());
        assertEquals(5, chosen.gradientClip());
    }

    @Test
    void theLengthIsInEpochsOrUpdates() throws Exception {
        assertEquals(TrainingLength.epochs(20), training(new TrainGanParameters()).length());
        assertEquals(TrainingLength.updates(5000),
            training(with(p -> p.m_lengthIn = LengthOption.UPDATES)).length());
    }

    @Test
    void picturesAreTakenAsSet() throws Exception {
        assertEquals(new SnapshotConfig(3, 5, true, false, true, 7), with(p -> {
            p.m_watch.m_picturesEvery = 3;
            p.m_watch.m_side = 5;
            p.m_watch.m_picturesSeed = 7;
        }).m_watch.pictures());
    }

    @Test
    void valuesThatCannotBeUsedAreNamed() {
        assertEquals("Latent size is 0; it must be at least 1.", refusal(with(p -> p.m_latent.m_size = 0)));
        assertEquals("The number of latent dimensions is 1 to 16,384, not 20000.",
            refusal(with(p -> p.m_latent.m_size = 20_000)));
        assertEquals("Batch size is 1; it must be at least 2.", refusal(with(p -> p.m_batchSize = 1)));
        assertEquals("The number of epochs is 1 to 100,000,000, not 0.", refusal(with(p -> p.m_epochs = 0)));
        assertEquals("The number of generator updates is 1 to 100,000,000, not -5.", refusal(with(p -> {
            p.m_lengthIn = LengthOption.UPDATES;
            p.m_updates = -5;
        })));
        assertEquals("Learning rate of the generator is NaN; it must be greater than 0.", refusal(with(p -> {
            p.m_optimisers.m_settings = OptimiserOption.CHOSEN;
            p.m_optimisers.m_generatorRate = Double.NaN;
        })));
        assertEquals("Adam's decay rates are at least 0 and below 1, not 1.0 and 0.999.", refusal(with(p -> {
            p.m_optimisers.m_settings = OptimiserOption.CHOSEN;
            p.m_optimisers.m_criticBeta1 = 1;
        })));
        assertEquals("The critic takes 1 to 1,000 steps for each of the generator, not 0.", refusal(with(p -> {
            p.m_optimisers.m_settings = OptimiserOption.CHOSEN;
            p.m_optimisers.m_criticSteps = 0;
        })));
        assertEquals("The decay of the average of weights is at least 0 and below 1, not 1.0. A usual value is 0.999.",
            refusal(with(p -> p.m_optimisers.m_averaging = 1)));
        assertEquals("Generator layers is '64; x'; write the widths of the hidden layers separated by commas, e.g. "
            + "\"256, 512\".", refusal(custom(p -> {
                p.m_network.m_architecture = ArchitectureOption.MLP;
                p.m_network.m_generatorWidths = "64; x";
            })));
        assertEquals("The convolution next to the image has 1 to 1,024 filters, not 0.",
            refusal(custom(p -> p.m_network.m_filters = 0)));
        assertEquals("The target of real images is above 0.5 and at most 1, not 0.5. A usual value is 0.9.",
            refusal(custom(p -> p.m_loss.m_realTarget = 0.5)));
        assertEquals("Images a side is 21; it must lie between 1 and 20.", refusal(with(p -> {
            p.m_watch.m_picturesEvery = 1;
            p.m_watch.m_side = 21;
        })));
        assertEquals("Look for failures every n epochs is 0; it must lie between 1 and 1000000.",
            refusal(with(p -> p.m_watch.m_failuresEvery = 0)));
        assertEquals("Maximum minutes is -1.0; it must be at least 0.0.", refusal(with(p -> p.m_maxMinutes = -1)));
        assertEquals("Preset is not set.", refusal(with(p -> p.m_preset = null)));
        assertEquals("Checkpoints to keep is 0; it must lie between 1 and 1000000.", refusal(with(p -> {
            p.m_checkpoints.m_directory = "/tmp/x";
            p.m_checkpoints.m_keep = 0;
        })));
    }

    @Test
    void partsThatDoNotGoTogetherAreRefused() {
        assertTrue(refusal(custom(p -> p.m_loss.m_kind = LossOption.WASSERSTEIN_PENALTY))
            .startsWith("A gradient penalty needs a critic that takes each image by itself"));
        assertTrue(refusal(with(p -> {
            p.m_preset = PresetOption.CLUSTER_GAN;
            p.m_conditional = true;
        })).startsWith("A ClusterGAN finds clusters without classes"));
        assertTrue(refusal(with(p -> {
            p.m_latent.m_distribution = DistributionOption.CLUSTERS;
            p.m_latent.m_clusters = 1;
        })).startsWith("A latent vector of clusters has at least 1 normal value and 2 clusters"));
        assertTrue(refusal(with(p -> {
            p.m_preset = PresetOption.CLUSTER_GAN;
            p.m_latent.m_normalWeight = 0;
            p.m_latent.m_clusterWeight = 0;
        })).startsWith("The weights of the clustering loss are at least 0 and not both 0"));
    }

    @Test
    void whatIsNotInUseIsNotLookedAt() throws Exception {
        config(with(p -> {
            p.m_network.m_filters = 0;
            p.m_network.m_generatorWidths = "x";
            p.m_loss.m_clip = -1;
            p.m_loss.m_realTarget = 7;
            p.m_latent.m_clusters = 0;
            p.m_optimisers.m_generatorRate = -1;
            p.m_optimisers.m_criticSteps = 0;
            p.m_updates = 0;
            p.m_watch.m_side = 99;
            p.m_checkpoints.m_keep = 0;
        }));
    }
}
