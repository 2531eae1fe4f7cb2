package org.latentlab.engine.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jfree.data.Range;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;

/**
 * A picture of a latent space: points by class, and over or under them what the {@code with…} methods add. Those return
 * a changed copy. Made by {@link LatentCharts}.
 */
public final class LatentChart implements Chart {

    private static final int MOST_NAMES = 24;
    /** Below the names of sampled areas only class names of so few characters can be read. */
    private static final int SHORT_NAME = 3;
    private static final int RESOLUTION = 180;

    private final Matrix m_points;
    private final int[] m_labels;
    private final List<String> m_classNames;
    private final String m_title;
    private final boolean m_spread;
    private String m_note = "";
    private long m_seed;
    private int[][] m_pairs;
    private List<String> m_axes;
    private MixtureShape m_mixture;
    private boolean m_bands;
    private RegionClassifier m_classifier;
    private int m_resolution = RESOLUTION;
    private SampledAreas m_areas;
    private List<PanelSpec> m_panels;
    private LatentFrame m_frame;
    private double[][] m_given;

    /** What one panel shows, prepared once. */
    private record PanelSpec(int first, int second, List<Panel.Layer> layers) {
    }

    LatentChart(final Matrix points, final int[] labels, final List<String> classNames, final String title) {
        if (labels != null && labels.length != points.rows()) {
            throw new IllegalArgumentException("There are " + points.rows() + " points but " + labels.length
                + " classes.");
        }
        for (int i = 0; labels != null && i < labels.length; i++) {
            if (labels[i] >= classNames.size()) {
                throw new IllegalArgumentException("Point " + i + " has class " + labels[i] + ", but there are "
                    + classNames.size() + " class names.");
            }
        }
        m_points = points.columns() == 1 ? strips(points, labels) : points;
        m_labels = labels;
        m_classNames = List.copyOf(classNames);
        m_title = title;
        m_spread = points.columns() == 1;
        m_pairs = points.columns() <= 2 ? new int[][]{{0, 1}} : new int[][]{{0, 1}, {0, 2}, {1, 2}};
        final List<String> axes = new ArrayList<>();
        for (int j = 1; j <= points.columns(); j++) {
            axes.add("Latent coordinate z" + j);
        }
        if (points.columns() == 1) {
            axes.add(labels == null ? "Spread at random" : "Class (spread at random)");
        }
        m_axes = axes;
    }

    private LatentChart(final LatentChart other) {
        m_points = other.m_points;
        m_labels = other.m_labels;
        m_classNames = other.m_classNames;
        m_title = other.m_title;
        m_spread = other.m_spread;
        m_note = other.m_note;
        m_seed = other.m_seed;
        m_pairs = other.m_pairs;
        m_axes = other.m_axes;
        m_mixture = other.m_mixture;
        m_bands = other.m_bands;
        m_classifier = other.m_classifier;
        m_resolution = other.m_resolution;
        m_areas = other.m_areas;
        m_given = other.m_given;
    }

    /** One latent dimension: a strip per class, the first on top, the points spread at random across it. */
    private static Matrix strips(final Matrix line, final int[] labels) {
        final Matrix plane = Matrix.zeros(line.rows(), 2);
        final Rng rng = Rng.stream(0, "chart.spread");
        for (int i = 0; i < line.rows(); i++) {
            plane.data()[2 * i] = line.get(i, 0);
            plane.data()[2 * i + 1] = rng.nextDouble(-0.4, 0.4) - (labels == null ? 0 : Math.max(-1, labels[i]));
        }
        return plane;
    }

    /**
     * @param mixture in as many dimensions as the points; its marginal is shown in every panel
     * @param filled whether the regions of highest density are filled, with the points pale below; else they are lines
     *            over the points
     * @return the chart with the mixture
     */
    public LatentChart withMixture(final MixtureShape mixture, final boolean filled) {
        sameDimensions("mixture", mixture.dimensions());
        final LatentChart copy = new LatentChart(this);
        copy.m_mixture = mixture;
        copy.m_bands = filled;
        return copy;
    }

    /**
     * @param classifier asked for a class of every point of a grid over the plane
     * @return the chart with decision regions
     * @throws IllegalArgumentException if the latent space does not have two dimensions
     */
    public LatentChart withRegions(final RegionClassifier classifier) {
        return withRegions(classifier, RESOLUTION);
    }

    /**
     * @param classifier asked for a class of every point of a grid over the plane
     * @param resolution points of the grid along its longer side, 16…2000
     * @return the chart with decision regions
     * @throws IllegalArgumentException if the latent space does not have two dimensions
     */
    public LatentChart withRegions(final RegionClassifier classifier, final int resolution) {
        sameDimensions("plane of decision regions", 2);
        if (resolution < 16 || resolution > 2000) {
            throw new IllegalArgumentException("The grid of decision regions has 16…2,000 points a side, not "
                + resolution + ".");
        }
        final LatentChart copy = new LatentChart(this);
        copy.m_classifier = classifier;
        copy.m_resolution = resolution;
        return copy;
    }

    /**
     * @param areas in as many dimensions as the points
     * @return the chart with the sampled points, the latent codes gray behind them
     */
    public LatentChart withAreas(final SampledAreas areas) {
        sameDimensions("sampled areas", areas.points().columns());
        final LatentChart copy = new LatentChart(this);
        copy.m_areas = areas;
        return copy;
    }

    /**
     * @param pairs the pairs of dimensions to show, a panel each, counted from 0
     * @return the chart with these panels
     */
    public LatentChart withPairs(final int[]... pairs) {
        if (pairs.length == 0) {
            throw new IllegalArgumentException("A latent chart shows at least one pair of dimensions.");
        }
        for (final int[] pair : pairs) {
            if (pair.length != 2 || Math.min(pair[0], pair[1]) < 0
                || Math.max(pair[0], pair[1]) >= m_points.columns()) {
                throw new IllegalArgumentException("The dimensions " + Arrays.toString(pair)
                    + " are no pair of the latent space's " + m_points.columns() + ", counted from 0.");
            }
        }
        final LatentChart copy = new LatentChart(this);
        copy.m_pairs = Arrays.stream(pairs).map(int[]::clone).toArray(int[][]::new);
        return copy;
    }

    /**
     * @param labels one per dimension, e.g. "z1 (posterior mean)"
     * @return the chart with these axis labels
     */
    public LatentChart withAxisLabels(final List<String> labels) {
        if (labels.size() != m_axes.size()) {
            throw new IllegalArgumentException("There are " + m_axes.size() + " axes, not " + labels.size() + ".");
        }
        final LatentChart copy = new LatentChart(this);
        copy.m_axes = List.copyOf(labels);
        return copy;
    }

    /**
     * @param note what else must be known, put after the number of points in the subtitle
     * @return the chart with the note
     */
    public LatentChart withNote(final String note) {
        final LatentChart copy = new LatentChart(this);
        copy.m_note = note;
        return copy;
    }

    /**
     * Shows a given part of the latent space, so that several charts can be compared; points beyond it are counted.
     *
     * @param ranges for each dimension of the latent space its least and its largest coordinate
     * @return the chart with this frame
     */
    public LatentChart withFrame(final double[]... ranges) {
        if (ranges.length != (m_spread ? 1 : m_points.columns())) {
            throw new IllegalArgumentException("The frame has " + ranges.length + " ranges, but the latent space has "
                + (m_spread ? 1 : m_points.columns()) + " dimensions.");
        }
        final LatentChart copy = new LatentChart(this);
        copy.m_given = ranges;
        return copy;
    }

    /**
     * @param seed of the order in which the points are drawn
     * @return the chart with points in that order
     */
    public LatentChart withSeed(final long seed) {
        final LatentChart copy = new LatentChart(this);
        copy.m_seed = seed;
        return copy;
    }

    private void sameDimensions(final String what, final int dimensions) {
        if (m_spread) {
            throw new IllegalArgumentException("A " + what + " is shown over two or more latent dimensions; this "
                + "latent space has one.");
        }
        if (dimensions != m_points.columns()) {
            throw new IllegalArgumentException("The " + what + " and the points must lie in the same latent space, "
                + "but have " + dimensions + " and " + m_points.columns() + " dimensions.");
        }
    }

    @Override
    public String title() {
        return m_title;
    }

    @Override
    public int preferredWidth() {
        return m_pairs.length == 1 ? 760 : 1080;
    }

    @Override
    public int heightFor(final int width) {
        return layout(width).heightFor(m_spread ? 0.6 : m_pairs.length == 1 ? 0.92 : 1);
    }

    private LatentLayout layout(final double width) {
        return new LatentLayout(new Header(m_title, subtitle()), legend(), m_pairs.length, width);
    }

    @Override
    public void draw(final Graphics2D g, final int width, final int height) {
        Header.background(g, width, height);
        final LatentLayout layout = layout(width);
        layout.draw(g, height);
        int i = 0;
        for (final PanelSpec spec : panels()) {
            final Rectangle2D area = layout.panel(i++, height);
            final LatentFrame frame = frame();
            final Range x = frame.ranges()[spec.first()];
            final Range y = frame.ranges()[spec.second()];
            final Range[] ranges = m_spread ? new Range[]{x, y} : Panel.equalUnits(x, y,
                area.getWidth() - Panel.LEFT - Panel.RIGHT, area.getHeight() - Panel.TOP - Panel.BOTTOM);
            final Panel panel = new Panel(m_axes.get(spec.first()), m_axes.get(spec.second()), ranges[0], ranges[1]);
            panel.plot().getRangeAxis().setTickLabelsVisible(!m_spread);
            spec.layers().forEach(panel::add);
            panel.draw(g, area);
        }
    }

    private String subtitle() {
        final LatentFrame frame = frame();
        final StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%,d points", m_points.rows()));
        if (m_areas != null) {
            text.append(String.format(Locale.ROOT, " (gray), %,d sampled", m_areas.points().rows()));
        }
        if (frame.outside() > 0) {
            text.append(String.format(Locale.ROOT, "; beyond the frame: %,d", frame.outside()));
        }
        if (frame.broken() > 0) {
            text.append(String.format(Locale.ROOT, "; not drawn for a NaN or infinite coordinate: %,d",
                frame.broken()));
        }
        return m_note.isEmpty() ? text.toString() : text + "; " + m_note;
    }

    private synchronized LatentFrame frame() {
        if (m_frame != null) {
            return m_frame;
        }
        final LatentFrame frame = LatentFrame.of(m_points);
        if (m_areas != null) {
            final LatentFrame sampled = LatentFrame.of(m_areas.points());
            for (int j = 0; j < m_points.columns() && m_areas.points().rows() > sampled.broken(); j++) {
                frame.include(j, sampled.ranges()[j].getLowerBound(), sampled.ranges()[j].getUpperBound());
            }
        }
        m_frame = m_given == null ? frame : frame.within(m_points, m_given);
        return m_frame;
    }

    private synchronized List<PanelSpec> panels() {
        if (m_panels == null) {
            m_panels = new ArrayList<>();
            for (final int[] pair : m_pairs) {
                m_panels.add(new PanelSpec(pair[0], pair[1], layers(pair[0], pair[1])));
            }
        }
        return m_panels;
    }

    private List<Panel.Layer> layers(final int first, final int second) {
        final List<Panel.Layer> layers = new ArrayList<>();
        if (m_classifier != null) {
            final Range[] box = Panel.equalUnits(frame().ranges()[0], frame().ranges()[1], 1, 1);
            layers.add(new RegionLayer(m_classifier, box[0], box[1], m_resolution));
        }
        final MixtureLayer mixture = m_mixture == null ? null
            : new MixtureLayer(m_mixture.marginal(first, second), m_bands);
        if (mixture != null && m_bands) {
            layers.add(mixture);
        }
        final int[] order = PointLayer.order(m_points, m_labels, m_seed);
        final boolean gray = m_areas != null;
        final boolean pale = mixture != null && m_bands;
        layers.add(new PointLayer(m_points, gray || pale ? null : m_labels, first, second, order,
            c -> gray || pale ? ChartStyle.tint(ChartStyle.UNLABELLED, gray ? 0.6 : 0.9) : ChartStyle.color(c),
            m_classifier != null ? 1.1 : pale ? 0.55 : mixture == null ? 1 : 0.8));
        if (mixture != null) {
            if (!m_bands) {
                layers.add(mixture);
            }
            layers.add(mixture.components());
        } else if (m_labels != null && m_classNames.size() <= MOST_NAMES
            && (!gray || m_classNames.stream().allMatch(n -> n.length() <= SHORT_NAME))) {
            layers.add(new NameLayer(m_points, m_labels, m_classNames, first, second, gray));
        }
        if (m_areas != null) {
            layers.add(new PointLayer(m_areas.points(), m_areas.indices(), first, second, m_areas.order(m_seed),
                ChartStyle::color, 1));
            layers.add(new OutlineLayer(m_areas, first, second));
        }
        return layers;
    }

    private Legend legend() {
        final Legend legend = new Legend();
        if (m_areas != null) {
            legend.add(Legend.Kind.MARKER, ChartStyle.tint(ChartStyle.UNLABELLED, 0.6), 0, "latent codes");
            int i = 0;
            for (final String name : m_areas.names()) {
                legend.add(Legend.Kind.MARKER, ChartStyle.color(i), i, name);
                i++;
            }
        } else if (m_labels != null && (m_classifier != null || m_mixture == null || !m_bands)) {
            for (int c = 0; c < m_classNames.size(); c++) {
                legend.add(Legend.Kind.MARKER, ChartStyle.color(c), c, m_classNames.get(c));
            }
            if (Arrays.stream(m_labels).anyMatch(c -> c < 0)) {
                legend.add(Legend.Kind.MARKER, ChartStyle.UNLABELLED, 0, "no class");
            }
        }
        if (m_mixture != null) {
            mixtureLegend(legend);
        }
        return legend;
    }

    private void mixtureLegend(final Legend legend) {
        legend.add(Legend.Kind.OUTLINE, MixtureLayer.ELLIPSE, 0, "component and its 2σ ellipse");
        if (!m_bands) {
            legend.add(Legend.Kind.LINE, MixtureLayer.BAND, 0, "densest 20, 50, 80, 95 % of the mixture");
            return;
        }
        for (int s = MixtureLayer.SHARES.length - 1; s >= 0; s--) {
            legend.add(Legend.Kind.PATCH, MixtureLayer.band(s), 0,
                Math.round(100 * MixtureLayer.SHARES[s]) + " % of the mixture");
        }
    }
}
