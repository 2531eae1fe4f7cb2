package org.latentlab.engine.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** The 2σ ellipses of sampled areas, then their names beside them. */
final class OutlineLayer implements Panel.Layer {

    private final SampledAreas m_areas;
    private final int m_first;
    private final int m_second;

    OutlineLayer(final SampledAreas areas, final int first, final int second) {
        m_areas = areas;
        m_first = first;
        m_second = second;
    }

    @Override
    public void paint(final Graphics2D g, final Panel.PlaneMap map) {
        final List<String> names = m_areas.names();
        final Labels labels = new Labels(map.area(), ChartStyle.bold(11));
        final List<Shape> shapes = new ArrayList<>();
        for (final SampledAreas.Outline o : m_areas.outlines()) {
            final Shape shape = o.ellipse(m_first, m_second).shape(map);
            shapes.add(shape);
            labels.keepClear(bounds(shape));
            g.setStroke(ChartStyle.line(3.6));
            g.setColor(ChartStyle.withAlpha(Color.WHITE, 0.9));
            g.draw(shape);
            g.setStroke(ChartStyle.line(1.6));
            g.setColor(color(names, o));
            g.draw(shape);
        }
        for (int i = 0; i < shapes.size(); i++) {
            final SampledAreas.Outline o = m_areas.outlines().get(i);
            labels.beside(g, Texts.fit(o.name(), ChartStyle.bold(11), 150), color(names, o),
                bounds(shapes.get(i)));
        }
    }

    /** A tilted curve's own bounds are those of its control points, which lie far outside. */
    private static Rectangle2D bounds(final Shape shape) {
        return new Area(shape).getBounds2D();
    }

    private static Color color(final List<String> names, final SampledAreas.Outline outline) {
        return ChartStyle.textColor(ChartStyle.color(names.indexOf(outline.name())));
    }
}
