package org.latentlab.nodes.port;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.math.Matrix;

/** A Gaussian mixture over latent coordinates. */
public final class MixturePortObject extends AbstractSimplePortObject {

    /** Saves and loads the object. */
    public static final class Serializer extends AbstractSimplePortObjectSerializer<MixturePortObject> {
    }

    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(MixturePortObject.class);

    private static final String COVARIANCE_TYPE = "covarianceType";
    private static final String WEIGHTS = "weights";
    private static final String MEANS = "means";
    private static final String COVARIANCES = "covariances";
    private static final String SUMMARY = "summary";

    private MixturePortObjectSpec m_spec;
    private GaussianMixture m_mixture;
    private String m_summary;

    /** For the serializer. */
    public MixturePortObject() {
    }

    /**
     * @param mixture the mixture
     * @param columns the names of its dimensions, e.g. z1, z2
     * @param summary in words, for the analyst, e.g. the mixture's own with the number of points it was fitted to
     */
    public MixturePortObject(final GaussianMixture mixture, final List<String> columns, final String summary) {
        if (columns.size() != mixture.dimensions()) {
            throw new IllegalArgumentException("A mixture in " + mixture.dimensions() + " dimensions needs as many "
                + "names of columns, not " + columns.size() + ".");
        }
        m_spec = new MixturePortObjectSpec(columns, mixture.components());
        m_mixture = mixture;
        m_summary = summary;
    }

    /** @return the mixture */
    public GaussianMixture mixture() {
        return m_mixture;
    }

    @Override
    public MixturePortObjectSpec getSpec() {
        return m_spec;
    }

    @Override
    public String getSummary() {
        return m_summary;
    }

    @Override
    protected void save(final ModelContentWO model, final ExecutionMonitor exec) {
        final int d = m_mixture.dimensions();
        final double[] covariances = new double[m_mixture.components() * d * d];
        for (int k = 0; k < m_mixture.components(); k++) {
            System.arraycopy(m_mixture.covariance(k).data(), 0, covariances, k * d * d, d * d);
        }
        model.addString(COVARIANCE_TYPE, m_mixture.covarianceType().name());
        model.addDoubleArray(WEIGHTS, m_mixture.weights());
        model.addDoubleArray(MEANS, m_mixture.means().data());
        model.addDoubleArray(COVARIANCES, covariances);
        model.addString(SUMMARY, m_summary);
    }

    @Override
    protected void load(final ModelContentRO model, final PortObjectSpec spec, final ExecutionMonitor exec)
        throws InvalidSettingsException {
        m_spec = (MixturePortObjectSpec)spec;
        m_summary = model.getString(SUMMARY);
        final int d = m_spec.dimensions();
        final double[] weights = model.getDoubleArray(WEIGHTS);
        final double[] packed = model.getDoubleArray(COVARIANCES);
        final List<Matrix> covariances = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            covariances.add(new Matrix(d, d, Arrays.copyOfRange(packed, k * d * d, (k + 1) * d * d)));
        }
        try {
            m_mixture = GaussianMixture.of(CovarianceType.valueOf(model.getString(COVARIANCE_TYPE)), weights,
                new Matrix(weights.length, d, model.getDoubleArray(MEANS)), covariances);
        } catch (IllegalArgumentException | org.latentlab.engine.EngineException e) {
            throw new InvalidSettingsException("The saved mixture cannot be read: " + e.getMessage(), e);
        }
    }
}
