package org.latentlab.nodes.latentinterpolation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.latent.Interpolation;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.latent.NormalPrior;
import org.latentlab.engine.latent.PriorNorms;
import org.latentlab.engine.math.Matrix;
import org.latentlab.nodes.latentinterpolation.LatentInterpolationParameters.ClassChoice;
import org.latentlab.nodes.latentinterpolation.LatentInterpolationParameters.PairChoice;
import org.latentlab.nodes.port.GenerativeModelPortObject;
import org.latentlab.nodes.port.GenerativeModelPortObjectSpec;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.LatentRows;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.Warnings;

/** Latent Interpolation: codes on the way from one latent code to another. */
public final class LatentInterpolationNodeFactory extends DefaultNodeFactory {

    /** The input's name. */
    static final String INPUT = "Latent Codes";

    private static final String NAME = "Latent Interpolation";

    /** More pairs than this are not listed in the domain of the pair column. */
    private static final int LISTED_PAIRS = 1000;

    private static final int NAMED_PAIRS = 3;

    private static final String DESCRIPTION = """
        <p>Leads from one latent code to another in even steps, both ends included. Decoded, the steps show how one
        image turns into the other, and whether the model makes sense of what lies between.</p>
        <p>The pairs of codes are rows of the table (two by two, each with the next, listed by their row keys, or drawn
        at random) or the means of classes.</p>
        <p>The ways, for t from 0 to 1, codes z<sub>0</sub> and z<sub>1</sub> and the angle Ω between them, seen from
        the origin:</p>
        <ul>
        <li><b>Linear</b>: (1 − t) z<sub>0</sub> + t z<sub>1</sub>. With many latent dimensions the middle lies much
        nearer to the origin than both ends, where the prior has hardly a point: see the column prior percentile.</li>
        <li><b>Spherical</b>: sin((1 − t) Ω) / sin Ω · z<sub>0</sub> + sin(t Ω) / sin Ω · z<sub>1</sub>, the spherical
        interpolation of Shoemake (1985, <i>Animating rotation with quaternion curves</i>), applied to the codes as they
        are, as White does (2016, <i>Sampling Generative Networks</i>). Where the two norms differ and the angle is near
        180°, it leads further out than both ends.</li>
        <li><b>Great circle</b>: the direction by spherical interpolation, while the norm changes evenly from ‖z<sub>0
        </sub>‖ to ‖z<sub>1</sub>‖. It is the same as spherical where both norms are.</li>
        </ul>
        <p>Where one of the codes is the origin, or the two point in opposite directions, no single great circle joins
        them; such pairs are interpolated linearly, and a warning names them. With one latent dimension this is so
        whenever the signs differ.</p>
        <p>Codes may be those of a VAE or of a GAN. The column prior percentile says how far out a step lies under the
        prior: that of the model, if one is connected, else N(0, I), from which every VAE generates. Of a GAN whose
        prior is uniform, linear interpolation stays within it; where the prior is in clusters, no way from one cluster
        to another does. A class-conditional model is told the class when the codes are decoded: choose one class
        there, and the way changes all but the class.</p>
        <p><i>Decode</i> makes images of the codes, and <i>Image Grid</i> shows them with one row for each pair (its
        groups); let it show at least as many images as there are codes.</p>
        <p>Rows with a missing, infinite or not-a-number coordinate are in no pair; a warning names them.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Leads from one latent code to another in even steps, along a line or an arc.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup(INPUT, g -> g.name(INPUT) //
                .description("Latent codes as numeric columns, by default z1 … zd, and a class column for class "
                    + "means.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Model", g -> g.name("Model") //
                .description("The VAE or GAN that the codes are of. It says what the prior is.") //
                .optional().supportedTypes(GenerativeModelPortObject.TYPE)) //
            .addOutputPortGroup("Interpolated Codes", g -> g.name("Interpolated Codes") //
                .description("One row a step, pair after pair: z1 … zd, the pair, where it leads from and to (row keys "
                    + "or classes), the step (from 1), t from 0 to 1, the norm ‖z‖ and the prior percentile, the share "
                    + "of the prior with a smaller norm, from 0 to 1: of the connected model's prior, without a model "
                    + "of N(0, I). Unless the prior is normal, it is estimated from 10,000 of its points.") //
                .fixed(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(LatentInterpolationParameters.class) //
            .configure(LatentInterpolationNodeFactory::configure).execute(LatentInterpolationNodeFactory::execute)) //
        .nodeType(NodeType.Manipulator) //
        .keywords("latent", "interpolation", "slerp", "spherical", "linear", "morph", "VAE", "GAN", "class means");

    /** For KNIME. */
    public LatentInterpolationNodeFactory() {
        super(NODE);
    }

    private static LatentColumns latentColumns(final LatentInterpolationParameters parameters,
        final DataTableSpec spec) throws InvalidSettingsException {
        return LatentColumns.choose(spec, parameters.m_latentMode, parameters.m_latentColumns, INPUT);
    }

    private static Optional<ClassColumn> classColumn(final LatentInterpolationParameters parameters,
        final DataTableSpec spec) throws InvalidSettingsException {
        return parameters.m_pairs == PairChoice.CLASS_MEANS
            ? Optional.of(ClassColumn.choose(spec, parameters.m_classColumn, INPUT)) : Optional.empty();
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final LatentInterpolationParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec spec = (DataTableSpec)in.getInPortSpecs()[0];
        final int d = latentColumns(parameters, spec).dimensions();
        prior(d, in.getInPortSpecs().length > 1 ? (GenerativeModelPortObjectSpec)in.getInPortSpecs()[1] : null);
        final Optional<ClassColumn> classes = classColumn(parameters, spec);
        final List<String> known = classes.map(ClassColumn::knownClasses).orElse(List.of());
        if (parameters.m_classes == ClassChoice.TWO && !known.isEmpty()) {
            for (final String name : List.of(parameters.m_fromClass, parameters.m_toClass)) {
                if (!known.contains(name)) {
                    throw new InvalidSettingsException("Class column '" + classes.get().name() + "' has no class '"
                        + name + "'. Classes found: " + String.join(", ", known) + ".");
                }
            }
        }
        out.setOutSpecs(spec(d, TableOutput.strings("pair")));
    }

    /** The prior of the model, without one N(0, I). */
    private static LatentPrior prior(final int d, final GenerativeModelPortObjectSpec model)
        throws InvalidSettingsException {
        if (model == null) {
            return new LatentPrior.Normal(d);
        }
        if (model.latentSize() != d) {
            throw new InvalidSettingsException(String.format(Locale.ROOT, "The latent codes have %,d %s, but the "
                + "model has %,d latent dimensions. Choose the latent columns of the model's own codes, or remove the "
                + "model's port.", d, d == 1 ? "dimension" : "dimensions", model.latentSize()));
        }
        return model.prior();
    }

    private static DataTableSpec spec(final int d, final DataColumnSpec pair) {
        return new DataTableSpec(Stream.concat(Arrays.stream(LatentColumns.newColumns(d)),
            Stream.of(pair, TableOutput.strings("from"), TableOutput.strings("to"), TableOutput.ints("step"),
                TableOutput.doubles("t"), TableOutput.doubles("norm"), TableOutput.doubles("prior percentile")))
            .toArray(DataColumnSpec[]::new));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final LatentInterpolationParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final PortObject[] objects = in.getInPortObjects();
        final BufferedDataTable table = (BufferedDataTable)objects[0];
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            final LatentColumns columns = latentColumns(parameters, table.getDataTableSpec());
            final PriorNorms norms = PriorNorms.of(prior(columns.dimensions(),
                objects.length > 1 ? ((GenerativeModelPortObject)objects[1]).getSpec() : null));
            final LatentRows rows = columns.read(table, exec.createSubProgress(0.3));
            rows.warn(warnings, "are in no pair");
            if (rows.size() == 0) {
                throw new EngineException(rows.rows() == 0 ? "Input '" + INPUT + "' is empty: there are no codes to "
                    + "interpolate between. Connect codes from Encode or Latent Sampler, or check the filter before."
                    : "No row of input '" + INPUT + "' has a usable latent point. " + warnings);
            }
            final Optional<ClassColumn> column = classColumn(parameters, table.getDataTableSpec());
            final ClassLabels classes = column.isPresent() ? column.get().read(table, exec.createSubProgress(0.1))
                : null;
            final List<CodePair> pairs = new CodePairs(parameters, rows, warnings).find(classes);
            out.setOutData(write(parameters, pairs, norms, warnings, exec));
        });
        warnings.tell(out::setWarningMessage);
    }

    private static BufferedDataTable write(final LatentInterpolationParameters parameters,
        final List<CodePair> pairs, final PriorNorms norms, final Warnings warnings, final ExecutionContext exec)
        throws CanceledExecutionException {
        final Interpolation way = Interpolation.valueOf(parameters.m_way.name());
        final int steps = parameters.m_steps;
        final int d = pairs.get(0).codes().columns();
        if ((long)pairs.size() * steps > Integer.MAX_VALUE - 8) {
            throw new EngineException(String.format(Locale.ROOT, "%,d pairs of %,d steps are more rows than one table "
                + "may have here. Choose fewer pairs or steps.", pairs.size(), steps));
        }
        final List<String> names = pairs.stream().map(CodePair::name).toList();
        final List<String> keys = new ArrayList<>(pairs.size() * steps);
        final List<String> straight = new ArrayList<>();
        for (final CodePair pair : pairs) {
            for (int step = 1; step <= steps; step++) {
                keys.add(pair.name() + "_s" + step);
            }
            if (way != Interpolation.LINEAR && !Interpolation.hasArc(pair.start(), pair.end())) {
                straight.add(pair.name());
            }
        }
        warn(straight, pairs.size(), warnings);
        final DataTableSpec spec = spec(d, names.size() <= LISTED_PAIRS
            ? ClassColumn.newColumn("pair", names.stream().distinct().toList()) : TableOutput.strings("pair"));
        final Matrix[] path = new Matrix[1];
        return TableOutput.create(spec, keys.size(), keys, row -> {
            final CodePair pair = pairs.get(row / steps);
            final int step = row % steps;
            if (step == 0) {
                path[0] = way.path(pair.start(), pair.end(), steps);
            }
            return cells(pair, path[0], step, norms);
        }, exec, exec.createSubProgress(0.6));
    }

    private static void warn(final List<String> straight, final int pairs, final Warnings warnings) {
        if (!straight.isEmpty()) {
            warnings.add(String.format(Locale.ROOT, "%,d of %,d %s interpolated linearly, because no single great "
                + "circle joins the two codes: one is the origin, or they point in opposite directions (%s%s).",
                straight.size(), pairs, pairs == 1 ? "pair was" : "pairs were",
                straight.stream().limit(NAMED_PAIRS).collect(Collectors.joining(", ")),
                straight.size() > NAMED_PAIRS ? ", …" : ""));
        }
    }

    private static DataCell[] cells(final CodePair pair, final Matrix path, final int step,
        final PriorNorms norms) {
        final int d = path.columns();
        final double norm = NormalPrior.norm(path, step);
        final DataCell[] cells = new DataCell[d + 7];
        for (int c = 0; c < d; c++) {
            cells[c] = new DoubleCell(path.get(step, c));
        }
        cells[d] = new StringCell(pair.name());
        cells[d + 1] = new StringCell(pair.from());
        cells[d + 2] = new StringCell(pair.to());
        cells[d + 3] = new IntCell(step + 1);
        cells[d + 4] = new DoubleCell((double)step / (path.rows() - 1));
        cells[d + 5] = new DoubleCell(norm);
        cells[d + 6] = new DoubleCell(norms.percentile(norm));
        return cells;
    }
}
