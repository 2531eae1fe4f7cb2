package org.latentlab.nodes.syntheticdigits;

import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistable;
import org.latentlab.engine.dataset.FactorRange;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;

/**
 * The ranges that the generating factors of the synthetic digits are drawn from; as they stand, those that look most
 * like MNIST.
 */
@LoadDefaultsForAbsentFields
final class VariationParameters implements WidgetGroup, Persistable {

    @Widget(title = "Slant, lowest", advanced = true,
        description = "Slant, lowest value: shear to the right in degrees, within ±45.")
    double m_slantMin = StandardRanges.CONFIG.slant().low();

    @Widget(title = "Slant, highest", advanced = true,
        description = "Slant, highest value: shear to the right in degrees, within ±45.")
    double m_slantMax = StandardRanges.CONFIG.slant().high();

    @Widget(title = "Rotation, lowest", advanced = true,
        description = "Rotation, lowest value: clockwise, in degrees, within ±45.")
    double m_rotationMin = StandardRanges.CONFIG.rotation().low();

    @Widget(title = "Rotation, highest", advanced = true,
        description = "Rotation, highest value: clockwise, in degrees, within ±45.")
    double m_rotationMax = StandardRanges.CONFIG.rotation().high();

    @Widget(title = "Scale, lowest", advanced = true,
        description = "Scale, lowest value: the longer side of the digit in units of 20 pixels, within "
        + "0.3 … 1.2.")
    double m_scaleMin = StandardRanges.CONFIG.scale().low();

    @Widget(title = "Scale, highest", advanced = true,
        description = "Scale, highest value: the longer side of the digit in units of 20 pixels, within "
        + "0.3 … 1.2.")
    double m_scaleMax = StandardRanges.CONFIG.scale().high();

    @Widget(title = "Thickness, lowest", advanced = true,
        description = "Thickness, lowest value: the width of the stroke in pixels, within 0.8 … 6.")
    double m_thicknessMin = StandardRanges.CONFIG.thickness().low();

    @Widget(title = "Thickness, highest", advanced = true,
        description = "Thickness, highest value: the width of the stroke in pixels, within 0.8 … 6.")
    double m_thicknessMax = StandardRanges.CONFIG.thickness().high();

    @Widget(title = "Horizontal position, lowest", advanced = true,
        description = "Horizontal position, lowest value: how far the centre of mass lies right of the "
        + "centre of the image, in pixels, within ±6.")
    double m_dxMin = StandardRanges.CONFIG.dx().low();

    @Widget(title = "Horizontal position, highest", advanced = true,
        description = "Horizontal position, highest value: how far the centre of mass lies right of the "
        + "centre of the image, in pixels, within ±6.")
    double m_dxMax = StandardRanges.CONFIG.dx().high();

    @Widget(title = "Vertical position, lowest", advanced = true,
        description = "Vertical position, lowest value: how far the centre of mass lies below the centre "
        + "of the image, in pixels, within ±6.")
    double m_dyMin = StandardRanges.CONFIG.dy().low();

    @Widget(title = "Vertical position, highest", advanced = true,
        description = "Vertical position, highest value: how far the centre of mass lies below the centre "
        + "of the image, in pixels, within ±6.")
    double m_dyMax = StandardRanges.CONFIG.dy().high();

    @Widget(title = "Wobble, lowest", advanced = true,
        description = "Wobble, lowest value: how far the strokes are bent, as the standard deviation of "
        + "the displacement in pixels, within 0 … 3.")
    double m_wobbleMin = StandardRanges.CONFIG.wobble().low();

    @Widget(title = "Wobble, highest", advanced = true,
        description = "Wobble, highest value: how far the strokes are bent, as the standard deviation of "
        + "the displacement in pixels, within 0 … 3.")
    double m_wobbleMax = StandardRanges.CONFIG.wobble().high();

    @Widget(title = "Ink, lowest", advanced = true,
        description = "Ink, lowest value: how uneven the ink is, from 0 (even) to 1 (a stroke may fade to "
        + "about half).")
    double m_inkMin = StandardRanges.CONFIG.ink().low();

    @Widget(title = "Ink, highest", advanced = true,
        description = "Ink, highest value: how uneven the ink is, from 0 (even) to 1 (a stroke may fade "
        + "to about half).")
    double m_inkMax = StandardRanges.CONFIG.ink().high();

    /**
     * @param count how many images
     * @param seed any value
     * @return what to draw
     * @throws IllegalArgumentException if a range is empty or leaves what is allowed
     */
    SyntheticDigitsConfig config(final int count, final long seed) {
        return new SyntheticDigitsConfig(count, seed, range("Slant", m_slantMin, m_slantMax),
            range("Rotation", m_rotationMin, m_rotationMax), range("Scale", m_scaleMin, m_scaleMax),
            range("Thickness", m_thicknessMin, m_thicknessMax), range("Horizontal position", m_dxMin, m_dxMax),
            range("Vertical position", m_dyMin, m_dyMax), range("Wobble", m_wobbleMin, m_wobbleMax),
            range("Ink", m_inkMin, m_inkMax));
    }

    private static FactorRange range(final String title, final double low, final double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException(title + ": the lowest value, " + low + ", is not below the highest, "
                + high + ".");
        }
        return new FactorRange(low, high);
    }
}
