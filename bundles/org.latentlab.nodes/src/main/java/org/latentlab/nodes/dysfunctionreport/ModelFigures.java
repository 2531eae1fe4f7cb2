package org.latentlab.nodes.dysfunctionreport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.latentlab.engine.chart.CompositionChart;
import org.latentlab.engine.chart.ContactSheet;
import org.latentlab.engine.chart.GanCurves;
import org.latentlab.engine.chart.LatentCharts;
import org.latentlab.engine.chart.ManifoldGrid;
import org.latentlab.engine.chart.MixtureShape;
import org.latentlab.engine.chart.RegionClassifier;
import org.latentlab.engine.chart.TrainingCurves;
import org.latentlab.engine.dataset.StratifiedSample;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.report.AreaComposition;
import org.latentlab.engine.report.ReportFigure;
import org.latentlab.engine.report.ReportFigure.Kind;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.vae.Vae;
import org.latentlab.nodes.picture.LatentLayers;

/** The pictures of one model. */
final class ModelFigures {

    /** How much of the codes the manifold grid leaves out at each end of a dimension. */
    private static final double TAIL = 0.01;

    /** A normal distribution has as much beyond so many standard deviations. */
    private static final double TAIL_DEVIATIONS = 2.3263;

    private final ModelData m_model;
    private final DysfunctionReportParameters m_parameters;
    private final int m_width;
    private final Progress m_progress;
    private final List<ReportFigure> m_figures = new ArrayList<>();
    private int m_done;

    private ModelFigures(final ModelData model, final DysfunctionReportParameters parameters, final int width,
        final Progress progress) {
        m_model = model;
        m_parameters = parameters;
        m_width = width;
        m_progress = progress;
    }

    /**
     * @param model what to draw
     * @param parameters the settings
     * @param width of a picture in pixels
     * @param progress told and asked before each picture
     * @return the pictures
     */
    static List<ReportFigure> of(final ModelData model, final DysfunctionReportParameters parameters, final int width,
        final Progress progress) {
        final ModelFigures figures = new ModelFigures(model, parameters, width, progress);
        figures.latentSpace();
        figures.sampledAreas();
        figures.manifold();
        figures.contactSheet();
        figures.composition();
        figures.training();
        return figures.m_figures;
    }

    private void step(final String what) {
        m_progress.checkCanceled();
        m_progress.update(m_done++ / 8.0, "Drawing " + what + " of model " + m_model.name());
    }

    private void add(final Kind kind, final org.latentlab.engine.chart.Chart chart, final String caption) {
        m_figures.add(ReportFigure.of(kind, chart, m_width, caption));
    }

    private void latentSpace() {
        final ModelData m = m_model;
        step("the latent space");
        add(Kind.LATENT, LatentCharts.scatter(m.codes(), m.labels(), m.classNames(),
            m.name() + ": latent codes by class"), codesCaption());
        if (m.codes().columns() == 1) {
            return; // a mixture is drawn over a plane
        }
        step("the mixture");
        add(Kind.MIXTURE, LatentCharts.mixture(m.codes(), m.labels(), m.classNames(), MixtureShape.of(m.mixture()),
            m.name() + ": mixture of " + m.mixture().components() + " components"), "");
        final long labelled = IntStream.of(m.labels()).filter(l -> l >= 0).count();
        if (m.codes().columns() == 2 && labelled >= m_parameters.m_neighbours) {
            step("the decision regions");
            add(Kind.REGIONS, LatentCharts.regions(m.codes(), m.labels(), m.classNames(),
                RegionClassifier.nearestNeighbours(m.codes(), m.labels(), m.classNames().size(),
                    m_parameters.m_neighbours),
                m.name() + ": decision regions"),
                "Which class the " + m_parameters.m_neighbours + " nearest codes give each point of the plane.");
        }
    }

    /** A GAN generates from all of its prior, wherever codes of real images lie. */
    private String codesCaption() {
        if (!(m_model.model() instanceof Gan gan)) {
            return "";
        }
        return gan.prior() instanceof LatentPrior.Clusters ? "Codes by the encoder that learnt beside the generator."
            : "A GAN has no encoder: each code is where a search found the image nearest to a real one, which may be "
                + "far from it, and where the prior seldom draws.";
    }

    private void sampledAreas() {
        if (m_model.samples() != null && m_model.sampleAreas() != null && m_model.samples().rows() > 0) {
            step("the sampled areas");
            if (m_model.codes().columns() == 1) {
                final List<String> names = m_model.sampleAreas().stream().distinct().toList();
                add(Kind.AREAS, LatentCharts.scatter(m_model.samples(),
                    m_model.sampleAreas().stream().mapToInt(names::indexOf).toArray(), names,
                    m_model.name() + ": sampled areas").withAxisLabels(List.of("Latent coordinate z1",
                        "Area (spread at random)")), "");
                return;
            }
            add(Kind.AREAS, LatentCharts.areas(m_model.codes(), m_model.labels(), m_model.classNames(),
                LatentLayers.areas(m_model.samples(), m_model.sampleAreas()), m_model.name() + ": sampled areas"), "");
        }
    }

    /** Decodes a grid over the middle of the codes; of a GAN over that of its prior, from which it generates. */
    private void manifold() {
        if (m_model.codes().columns() != 2) {
            return;
        }
        step("the manifold");
        final int side = m_parameters.m_manifoldSide;
        final double[][] axes = {axis(0, side), axis(1, side)};
        if (axes[0][0] == axes[0][side - 1] || axes[1][0] == axes[1][side - 1]) {
            return; // all codes in one line: there is no plane to show
        }
        final Matrix z = Matrix.zeros(side * side, 2);
        for (int i = 0; i < z.rows(); i++) {
            z.data()[2 * i] = axes[0][i % side];
            z.data()[2 * i + 1] = axes[1][i / side];
        }
        final List<String> classes = m_model.model().classNames();
        add(Kind.MANIFOLD, ManifoldGrid.of(z, m_model.model().decode(z.toFloats(),
            classes.isEmpty() ? null : new int[z.rows()], Progress.NONE),
            m_model.name() + ": decoded grid over the latent space"),
            "Reaches over the middle 98 % of the " + (isGan() ? "prior" : "codes") + " in either dimension."
                + (classes.isEmpty() ? "" : " All of class " + classes.get(0) + "."));
    }

    private boolean isGan() {
        return m_model.model() instanceof Gan;
    }

    private double[] axis(final int dimension, final int side) {
        if (isGan()) {
            return axis(m_model.model().prior().at(dimension, -TAIL_DEVIATIONS),
                m_model.model().prior().at(dimension, TAIL_DEVIATIONS), side);
        }
        final Matrix codes = m_model.codes();
        final double[] values = IntStream.range(0, codes.rows()).mapToDouble(i -> codes.get(i, dimension)).sorted()
            .toArray();
        final double low = values[(int)Math.floor(TAIL * (values.length - 1))];
        final double high = values[(int)Math.ceil((1 - TAIL) * (values.length - 1))];
        return axis(low, high, side);
    }

    private static double[] axis(final double low, final double high, final int side) {
        return IntStream.range(0, side).mapToDouble(i -> low + (high - low) * i / (side - 1)).toArray();
    }

    private void contactSheet() {
        if (m_model.generated().size() == 0) {
            return;
        }
        step("the decoded images");
        final List<ContactSheet.Group> groups = new ArrayList<>();
        final int n = m_model.generated().size();
        final List<String> names = m_model.areas() == null ? List.of("")
            : List.copyOf(new LinkedHashSet<>(m_model.areas()));
        for (final String name : names) {
            final int[] members = name.isEmpty() ? IntStream.range(0, n).toArray()
                : IntStream.range(0, n).filter(i -> m_model.areas().get(i).equals(name)).toArray();
            final int[] chosen = Arrays.stream(StratifiedSample.rows(null, members.length,
                m_parameters.m_imagesPerArea, m_parameters.m_seed)).map(i -> members[i]).toArray();
            groups.add(new ContactSheet.Group(
                (name.isEmpty() ? "generated" : name)
                    + String.format(Locale.ROOT, " (%,d of %,d)", chosen.length, members.length),
                m_model.generated().images().select(chosen), m_model.captions() == null ? List.of()
                    : Arrays.stream(chosen).mapToObj(i -> m_model.captions().get(i)).toList()));
        }
        add(Kind.SAMPLES, ContactSheet.of(m_model.name() + ": decoded images by area", groups),
            m_model.captions() == null ? "" : "Below each image the class that it was given.");
    }

    private void training() {
        step("training");
        final String title = m_model.name() + ": training";
        add(Kind.TRAINING, m_model.model() instanceof Gan gan ? GanCurves.of(title, gan.history())
            : TrainingCurves.of(title, ((Vae)m_model.model()).history()), "");
    }

    private void composition() {
        if (m_model.compositions().isEmpty()) {
            return;
        }
        step("the composition");
        final AreaComposition first = m_model.compositions().get(0);
        final List<CompositionChart.Group> groups = m_model.compositions().stream()
            .filter(c -> c.classNames().equals(first.classNames()))
            .map(c -> new CompositionChart.Group(c.area(), c.generated())).toList();
        m_figures.add(ReportFigure.of(Kind.COMPOSITION, new CompositionChart(m_model.name() + ": classes by area",
            first.classNames(), first.reference(), groups), ReportFigure.PAGE, "")); // stands below a table, alone
    }
}
