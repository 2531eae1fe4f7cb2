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
import org.latentlab.nodes.port.GenerativeModelPortObject;
import org.latentlab.nodes.port.GenerativeModelPortObjectSpec;

/**
 * The six inputs that belong to one model: the i-th port of each group. Port groups arrive one after the other, each
 * with all its ports; they are told apart by their order and types.
 *
 * @param <V> of the model
 * @param <M> of the mixture
 * @param <T> of a table
 * @param number of the model, from 1
 * @param model the model
 * @param mixture the mixture over its latent codes
 * @param codes the encoded reference
 * @param generated the sampled, decoded and labelled images
 * @param scores their scores by area
 * @param composition their classes by area
 */
record ModelInputs<V, M, T>(int number, V model, M mixture, T codes, T generated, T scores, T composition) {

    /** The ids of the port groups, in order; workflows refer to them. */
    static final List<String> GROUPS =
        List.of("VAE Model", "Mixture", "Latent Codes", "Generated", "Scores", "Composition");

    /** What they are called. */
    static final List<String> NAMES =
        List.of("Model", "Mixture", "Latent Codes", "Generated", "Scores", "Composition");

    private static final int TABLE_GROUPS = 4;

    /**
     * @param specs of all ports
     * @return those of each model
     * @throws InvalidSettingsException if the groups do not have the same number of ports
     */
    static List<ModelInputs<GenerativeModelPortObjectSpec, MixturePortObjectSpec, DataTableSpec>> ofSpecs(
        final PortObjectSpec[] specs) throws InvalidSettingsException {
        return split(Arrays.asList(specs), GenerativeModelPortObjectSpec.class, MixturePortObjectSpec.class,
            DataTableSpec.class);
    }

    /**
     * @param objects of all ports
     * @return those of each model
     * @throws InvalidSettingsException if the groups do not have the same number of ports
     */
    static List<ModelInputs<GenerativeModelPortObject, MixturePortObject, BufferedDataTable>> ofObjects(
        final PortObject[] objects) throws InvalidSettingsException {
        return split(Arrays.asList(objects), GenerativeModelPortObject.class, MixturePortObject.class,
            BufferedDataTable.class);
    }

    private static <V, M, T> List<ModelInputs<V, M, T>> split(final List<?> ports, final Class<V> model,
        final Class<M> mixture, final Class<T> table) throws InvalidSettingsException {
        final List<V> generators = ports.stream().filter(model::isInstance).map(model::cast).toList();
        final List<M> mixtures = ports.stream().filter(mixture::isInstance).map(mixture::cast).toList();
        final List<T> tables = ports.stream().filter(table::isInstance).map(table::cast).toList();
        final int n = generators.size();
        if (n == 0 || mixtures.size() != n || tables.size() != TABLE_GROUPS * n) {
            throw new InvalidSettingsException("Each model needs one port of each group ("
                + String.join(", ", NAMES) + "), but there are " + count(n, "model", "models") + ", "
                + count(mixtures.size(), "mixture", "mixtures") + " and " + count(tables.size(), "table", "tables")
                + " ("
                + TABLE_GROUPS + " tables a model). Add or remove ports until all groups have the same number.");
        }
        final List<ModelInputs<V, M, T>> models = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            models.add(new ModelInputs<>(i + 1, generators.get(i), mixtures.get(i), tables.get(i), tables.get(n + i),
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
    <W, N, S> ModelInputs<W, N, S> map(final Function<V, W> generators, final Function<M, N> mixtures,
        final Function<T, S> tables) {
        return new ModelInputs<>(number, generators.apply(model), mixtures.apply(mixture), tables.apply(codes),
            tables.apply(generated), tables.apply(scores), tables.apply(composition));
    }
}
