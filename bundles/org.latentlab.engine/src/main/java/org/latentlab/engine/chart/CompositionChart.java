package org.latentlab.engine.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;

import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.data.Range;

/**
 * Data composition: the share of every class among generated images, as a bar over the wider bar of its share in the
 * reference; a panel per group (area), all on one scale. Classes are marked as over- or under-represented where
 * {@link Representation} says so.
 *
 * @param title of the chart
 * @param classNames the classes
 * @param reference how many reference images each class has
 * @param groups the generated sets
 */
public record CompositionChart(String title, List<String> classNames, long[] reference, List<Group> groups)
    implements Chart {

    private static final Color REFERENCE = new Color(0xCF, 0xD5, 0xDB);
    private static final Color EXPECTED = new Color(0x6B, 0x77, 0x85);

    /**
     * One generated set.
     *
     * @param name e.g. the area it was sampled from
     * @param counts how many generated images each class has
     */
    public record Group(String name, long[] counts) {
    }

    /** Checks the sizes. */
    public CompositionChart {
        classNames = List.copyOf(classNames);
        groups = List.copyOf(groups);
        if (classNames.isEmpty() || classNames.size() != reference.length) {
            throw new IllegalArgumentException("There are " + classNames.size() + " classes but " + reference.length
                + " reference counts.");
        }
        for (final Group group : groups) {
            if (group.counts().length != reference.length) {
                throw new IllegalArgumentException("Group '" + group.name() + "' has " + group.counts().length
                    + " counts, but there are " + reference.length + " classes.");
            }
        }
    }

    @Override
    public int preferredWidth() {
        return groups.size() == 1 ? 560 : 940;
    }

    @Override
    public int heightFor(final int width) {
        final PanelGrid grid = grid(width);
        return grid.heightFor((groups.size() == 1 ? 280 : 210) + bottom(grid.panelWidth()) - Panel.BOTTOM);
    }

    private PanelGrid grid(final double width) {
        final Legend legend = new Legend().add(Legend.Kind.PATCH, REFERENCE, 0, "reference")
            .add(Legend.Kind.PATCH, EXPECTED, 0, "generated, as expected")
            .add(Legend.Kind.PATCH, ChartStyle.OVER, 0, "▲ over-represented")
            .add(Legend.Kind.PATCH, ChartStyle.UNDER, 0, "▼ under-represented");
        final String subtitle = "Share of each class in %; marked where the ratio to the reference is beyond "
            + "0.8…1.25 and more than two standard errors from 1";
        return new PanelGrid(new Header(title, subtitle), legend, groups.size(),
            Math.max(260, 16 * classNames.size() + 60), width);
    }

    @Override
    public void draw(final Graphics2D g, final int width, final int height) {
        Header.background(g, width, height);
        final PanelGrid grid = grid(width);
        grid.draw(g, height);
        double most = 0;
        for (int c = 0; c < reference.length; c++) {
            most = Math.max(most, share(reference, c));
            for (final Group group : groups) {
                most = Math.max(most, share(group.counts(), c));
            }
        }
        for (int i = 0; i < groups.size(); i++) {
            final Group group = groups.get(i);
            final Rectangle2D area = grid.panel(i, height);
            PanelGrid.heading(g, area, group.name(), String.format(Locale.ROOT, "n = %,d", sum(group.counts())));
            panel(group, most, area.getWidth()).draw(g, area);
        }
    }

    /** The room below the bars: more where the classes' names stand upright because they do not fit side by side. */
    private double bottom(final double panelWidth) {
        double widest = 0;
        for (final String name : classNames) {
            widest = Math.max(widest, Texts.width(name, ChartStyle.font(11)));
        }
        final double each = (panelWidth - Panel.LEFT - Panel.RIGHT) / (classNames.size() + 0.2);
        return widest + 6 < each ? Panel.BOTTOM : Math.min(120, widest) + 30;
    }

    private Panel panel(final Group group, final double most, final double width) {
        final Range classes = new Range(-0.6, classNames.size() - 0.4);
        final Panel panel = new Panel("Class", "Share in %", classes, new Range(0, Math.max(1, 112 * most)));
        final SymbolAxis axis = new SymbolAxis("Class", classNames.stream()
            .map(n -> Texts.fit(n, ChartStyle.font(11), 116)).toArray(String[]::new));
        Panel.style(axis);
        axis.setGridBandsVisible(false);
        axis.setTickMarksVisible(false);
        axis.setRange(classes, true, false);
        panel.plot().setDomainAxis(axis);
        if (bottom(width) > Panel.BOTTOM) {
            panel.uprightLabels(bottom(width));
        }
        panel.plot().setDomainGridlinesVisible(false);
        ((NumberAxis)panel.plot().getRangeAxis()).setNumberFormatOverride(
            ChartStyle.numberFormat("0.##"));
        panel.add((g, map) -> {
            for (int c = 0; c < classNames.size(); c++) {
                bars(g, map, c, group);
            }
        });
        return panel;
    }

    private void bars(final Graphics2D g, final Panel.PlaneMap map, final int c, final Group group) {
        final double unit = map.pixelsPerUnitX();
        final double x = map.px(c);
        final double base = map.py(0);
        final double expected = map.py(100 * share(reference, c));
        final double found = map.py(100 * share(group.counts(), c));
        g.setColor(REFERENCE);
        g.fill(new Rectangle2D.Double(x - 0.4 * unit, expected, 0.8 * unit, base - expected));
        final Representation representation = Representation.of(reference[c], sum(reference), group.counts()[c],
            sum(group.counts()));
        final Color color = switch (representation) {
            case OVER -> ChartStyle.OVER;
            case UNDER, MISSING -> ChartStyle.UNDER;
            default -> EXPECTED;
        };
        g.setColor(color);
        g.fill(new Rectangle2D.Double(x - 0.22 * unit, found, 0.44 * unit, base - found));
        g.setColor(ChartStyle.MUTED);
        g.setStroke(ChartStyle.line(1));
        g.draw(new Line2D.Double(x - 0.4 * unit, expected, x + 0.4 * unit, expected));
        if (representation != Representation.EXPECTED) {
            g.setColor(color);
            g.fill(triangle(x, Math.min(found, expected) - 4, Math.min(4.5, 0.3 * unit),
                representation == Representation.OVER));
        }
    }

    private static Path2D triangle(final double x, final double bottom, final double r, final boolean up) {
        final Path2D path = new Path2D.Double();
        path.moveTo(x - r, up ? bottom : bottom - 1.6 * r);
        path.lineTo(x + r, up ? bottom : bottom - 1.6 * r);
        path.lineTo(x, up ? bottom - 1.6 * r : bottom);
        path.closePath();
        return path;
    }

    private static double share(final long[] counts, final int c) {
        final long sum = sum(counts);
        return sum == 0 ? 0 : (double)counts[c] / sum;
    }

    private static long sum(final long[] counts) {
        long sum = 0;
        for (final long count : counts) {
            sum += count;
        }
        return sum;
    }
}
