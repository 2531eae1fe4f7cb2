package org.latentlab.nodes.dysfunctionreport;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.latentlab.nodes.decode.DecodeNodeFactory;
import org.latentlab.nodes.encode.EncodeNodeFactory;
import org.latentlab.nodes.gmmfit.GmmFitNodeFactory;
import org.latentlab.nodes.knnlabeler.KnnLabelerNodeFactory;
import org.latentlab.nodes.latentsampler.LatentSamplerNodeFactory;
import org.latentlab.nodes.port.TestGans;
import org.latentlab.nodes.port.TestModels;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.scorer.ScorerNodeFactory;
import org.latentlab.nodes.table.Digits;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

/**
 * A study in small, through the nodes themselves: digits, a VAE, encoded, fitted, sampled, decoded, labelled,
     scored. The
 * files of the models go to a directory of their own, since they outlive a test.
 */
final class SmallStudy {

    private final Map<Integer, PortObject[]> m_inputs = new HashMap<>();

    private final Path m_directory;

    /** @param directory for the files of the models, which must last as long as they are used */
    SmallStudy(final Path directory) {
        m_directory = directory;
    }

    /** @return the six inputs of the report for a model of that latent size, in the order of the port groups */
    PortObject[] inputs(final int latentSize) throws Exception {
        if (!m_inputs.containsKey(latentSize)) {
            m_inputs.put(latentSize, make(latentSize));
        }
        return m_inputs.get(latentSize).clone();
    }

    private PortObject[] make(final int latentSize) throws Exception {
        final ExecutionContext exec = TestTables.exec(m_directory);
        final BufferedDataTable digits = Digits.table(exec, 200);
        final VaePortObject vae = VaePortObject.create(VaeTrainer.train(
            SyntheticDigits.generate(SyntheticDigitsConfig.of(200, 1), Progress.NONE).images(),
            new VaeConfig(latentSize, List.of(16), List.of(16), Activation.SOFTPLUS, new Likelihood.Bernoulli()),
            new TrainingConfig(2, 50, 1e-3, 1, 0.1, 0, 0, false), Progress.NONE), exec);
        return study(vae, run(new EncodeNodeFactory(), vae, digits)[0], digits, exec);
    }

    /** @return the same for a GAN of two latent dimensions */
    PortObject[] gan() throws Exception {
        final ExecutionContext exec = TestTables.exec(m_directory);
        final BufferedDataTable digits = Digits.table(exec, 200);
        final PortObject gan = TestGans.digits(new LatentPrior.Normal(2), exec);
        final DefaultNodeFactory factory = new EncodeNodeFactory();
        final NodeSettings settings = NodeHandle.of(factory).defaultSettings(
            new org.knime.core.node.port.PortObjectSpec[]{gan.getSpec(), digits.getSpec()},
            new PortType[]{org.latentlab.nodes.port.GenerativeModelPortObject.TYPE, BufferedDataTable.TYPE});
        settings.addInt("searchSteps", 10);
        return study(gan, run(factory, settings, gan, digits)[0], digits, exec);
    }

    private PortObject[] study(final PortObject vae, final PortObject codes, final BufferedDataTable digits,
        final ExecutionContext exec) throws Exception {
        final PortObject mixture = run(new GmmFitNodeFactory(), codes)[0];
        final PortObject samples = sample(mixture);
        final PortObject decoded = run(new DecodeNodeFactory(), vae, samples)[0];
        final PortObject labelled = run(new KnnLabelerNodeFactory(), digits, decoded)[0];
        final PortObject[] scores =
            run(new ScorerNodeFactory(), digits, labelled, TestModels.classifier(exec));
        return new PortObject[]{vae, mixture, codes, labelled, scores[0], scores[1]};
    }

    private PortObject sample(final PortObject mixture) throws Exception {
        final DefaultNodeFactory factory = new LatentSamplerNodeFactory();
        final NodeSettings settings = NodeHandle.of(factory).defaultSettings(
            new org.knime.core.node.port.PortObjectSpec[]{mixture.getSpec()},
            new PortType[]{org.latentlab.nodes.port.MixturePortObject.TYPE});
        settings.addInt("rounds", 15);
        return run(factory, settings, mixture)[0];
    }

    private PortObject[] run(final DefaultNodeFactory factory, final PortObject... in) throws Exception {
        return run(factory, null, in);
    }

    private PortObject[] run(final DefaultNodeFactory factory, final NodeSettings settings,
        final PortObject... in) throws Exception {
        final NodeHandle node = NodeHandle.of(factory);
        final PortType[] types = node.outputGroups().stream().map(g -> g.type()).toArray(PortType[]::new);
        return node.execute(settings, in, types, TestTables.exec(m_directory)).out();
    }
}
