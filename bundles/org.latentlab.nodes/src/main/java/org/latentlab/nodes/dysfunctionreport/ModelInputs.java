package org.latentlab.nodes.dysfunctionreport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.latentlab.nodes.port.MixturePortObject;
import org.latentlab.nodes.port.MixturePortObjectSpec;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.port.VaePortObjectSpec;

/**
 * The six inputs that belong to one model: the i-th port of each group. Port groups arrive one after the other, each
 * with all its ports; they are told apart by their order and types.
 *
 * @param <V> of the VAE
 * @param <M> of the mixture
 * @param <T> of a table
 * @param number of the model, from 1
 * @param vae the model
 * @param mixture the mixture over its latent codes
 * @param codes the encoded reference
 * @param generated the sampled, decoded and labelled images
 * @param scores their scores by area
 * @param composition their classes by area
 */
record ModelInputs<V, M, T>(int number, V vae, M mixture, T codes, T generated, T scores, T composition) {

    /** The names of the port groups, in order. */
    static final List<String> GROUPS =
        List.of("VAE Model", "Mixture", "Latent Codes", "Generated", "Scores", "Composition");

    private static final int TABLE_GROUPS = 4;

    /**
     * @param specs of all ports
     * @return those of each model
     * @throws InvalidSettingsException if the groups do not have the same number of ports
     */
    static List<ModelInputs<VaePortObjectSpec, MixturePortObjectSpec, DataTableSpec>> ofSpecs(
        final PortObjectSpec[] specs) throws InvalidSettingsException {
        return split(Arrays.asList(specs), VaePortObjectSpec.class, MixturePortObjectSpec.class, DataTableSpec.class);
    }

    /**
     * @param objects of all ports
     * @return those of each model
     * @throws InvalidSettingsException if the groups do not have the same number of ports
     */
    static List<ModelInputs<VaePortObject, MixturePortObject, BufferedDataTable>> ofObjects(final PortObject[] objects)
        throws InvalidSettingsException {
        return split(Arrays.asList(objects), VaePortObject.class, MixturePortObject.class, BufferedDataTable.class);
    }

    private static <V, M, T> List<ModelInputs<V, M, T>> split(final List<?> ports, final Class<V> vae,
        final Class<M> mixture, final Class<T> table) throws InvalidSettingsException {
        final List<V> vaes = ports.stream().filter(vae::isInstance).map(vae::cast).toList();
        final List<M> mixtures = ports.stream().filter(mixture::isInstance).map(mixture::cast).toList();
        final List<T> tables = ports.stream().filter(table::isInstance).map(table::cast).toList();
        final int n = vaes.size();
        if (n == 0 || mixtures.size() != n || tables.size() != TABLE_GROUPS * n) {
            throw new InvalidSettingsException("Each model needs one port of each group ("
                + String.join(", ", GROUPS) + "), but there are " + count(n, "VAE model", "VAE models") + ", "
                + count(mixtures.size(), "mixture", "mixtures") + " and " + count(tables.size(), "table", "tables")
                + " ("
                + TABLE_GROUPS + " tables a model). Add or remove ports until all groups have the same number.");
        }
        final List<ModelInputs<V, M, T>> models = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            models.add(new ModelInputs<>(i + 1, vaes.get(i), mixtures.get(i), tables.get(i), tables.get(n + i),
                tables.get(2 * n + i), tables.get(3 * n + i)));
        }
        return models;
    }

    private static String count(final int n, final String one, final String many) {
        return n + " " + (n == 1 ? one : many);
    }

    /**
     * @param input the name of a group
     * @return this model's port of it, for a message, e.g. "Scores (model 2)"
     */
    String name(final String input) {
        return input + " (model " + number + ")";
    }

    /** The same of what each input is turned into. */
    <W, N, S> ModelInputs<W, N, S> map(final Function<V, W> vaes, final Function<M, N> mixtures,
        final Function<T, S> tables) {
        return new ModelInputs<>(number, vaes.apply(vae), mixtures.apply(mixture), tables.apply(codes),
            tables.apply(generated), tables.apply(scores), tables.apply(composition));
    }
}
