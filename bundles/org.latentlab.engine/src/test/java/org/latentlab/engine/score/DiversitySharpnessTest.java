package org.latentlab.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.score.DiversitySharpness.Entry;

class DiversitySharpnessTest {

    /** A model whose samples differ so much, with so many near-duplicates, detail so wide; real detail is 1 pixel. */
    private static Entry entry(final String name, final double ratio, final double duplicates, final double width) {
        return new Entry(name, new SampleDiversity(500, 10 * ratio, 10, duplicates, 0.04, 3),
            new Sharpness(0.1, 0.1, width), new Sharpness(0.1, 0.1, 1));
    }

    private static Entry faint(final String name, final double ratio, final double width, final double contrast) {
        return new Entry(name, new SampleDiversity(500, 10 * ratio, 10, 0, 0.04, 3),
            new Sharpness(0.1, 0.1 * contrast, width), new Sharpness(0.1, 0.1, 1));
    }

    private static Entry vector(final String name, final double ratio) {
        return new Entry(name, new SampleDiversity(500, ratio, 1, 0, 0, 1), null, null);
    }

    @Test
    void diversityIsTheDistanceLessTheNearDuplicatesBeyondTheUsual() {
        assertEquals(0.8, entry("a", 0.8, 0.03, 1).diverse(), 1e-12);
        assertEquals(0.8 * 0.5, entry("a", 0.8, 0.54, 1).diverse(), 1e-12);
        assertEquals(1, entry("a", 1.3, 0.04, 1).diverse(), 1e-12);
        assertEquals(0.8, entry("a", 1, 0, 1.25).sharp(), 1e-12);
        assertEquals(Double.NaN, vector("a", 1).sharp());
    }

    @Test
    void oneIsSharperTheOtherMoreDiverse() {
        assertEquals(List.of(
            "VAE: diversity 0.92 of the real images' (mean distance 0.92 of theirs, 3 % near-duplicates against 4 %), "
                + "sharpness 0.67 of theirs (detail 1.50 pixels wide against 1.00), contrast 1.00 of theirs: "
                + "blurred.",
            "GAN: diversity 0.48 of the real images' (mean distance 0.80 of theirs, 44 % near-duplicates against 4 %), "
                + "sharpness 0.98 of theirs (detail 1.02 pixels wide against 1.00), contrast 1.00 of theirs: as "
                + "sharp as real images.",
            "VAE is more diverse than GAN (0.92 against 0.48); GAN is nearer to the real images' sharpness than VAE "
                + "(0.98 against 0.67). GAN gives up diversity for sharpness, VAE sharpness for diversity."),
            DiversitySharpness.sentences(List.of(entry("VAE", 0.92, 0.03, 1.5), entry("GAN", 0.8, 0.44, 1.02))));
    }

    @Test
    void oneAheadInBothAndTiesAreToldAsSuch() {
        assertEquals("GAN is more diverse than VAE (0.98 against 0.70); GAN is nearer to the real images' sharpness "
            + "than VAE (1.00 against 0.50). GAN is ahead in both.",
            DiversitySharpness.verdict(List.of(entry("VAE", 0.7, 0, 2), entry("GAN", 0.98, 0, 1))));
        assertEquals("VAE and GAN are equally diverse (0.98 and 0.95); GAN is nearer to the real images' sharpness "
            + "than VAE (0.91 against 0.50).",
            DiversitySharpness.verdict(List.of(entry("VAE", 0.98, 0, 2), entry("GAN", 0.95, 0, 1.1))));
    }

    @Test
    void roughIsAsFarFromRealAsBlurred() {
        assertEquals("B is more diverse than A (0.90 against 0.50); A is nearer to the real images' sharpness than B "
            + "(0.80 against 2.00). A gives up diversity for sharpness, B sharpness for diversity.",
            DiversitySharpness.verdict(List.of(entry("A", 0.5, 0, 1.25), entry("B", 0.9, 0, 0.5))));
    }

    /** Finer but fainter is not sharper to the eye. */
    @Test
    void contrastStandsBesideSharpness() {
        assertEquals("B is more diverse than A (0.90 against 0.50); A is nearer to the real images' sharpness than B "
            + "(0.95 against 0.87). But B is nearer to their contrast than A (0.90 against 0.40).",
            DiversitySharpness.verdict(List.of(faint("A", 0.5, 1 / 0.95, 0.4), faint("B", 0.9, 1.15, 0.9))));
        assertEquals("B is more diverse than A (0.90 against 0.50); A is nearer to the real images' sharpness than B "
            + "(0.95 against 0.50). A gives up diversity for sharpness, B sharpness for diversity.",
            DiversitySharpness.verdict(List.of(faint("A", 0.5, 1 / 0.95, 0.9), faint("B", 0.9, 2, 0.4))));
        assertTrue(faint("A", 1, 2, 0.4).sentence().endsWith("contrast 0.40 of theirs: blurred and faint."));
        assertTrue(faint("A", 1, 1, 0.4).sentence().endsWith("as sharp as real images, but faint."));
        assertTrue(faint("A", 1, 0.5, 1.4).sentence().endsWith("rougher than real images, of more contrast."));
    }

    @Test
    void ofSeveralTheFirstTwoAreNamedAndVectorsHaveNoSharpness() {
        assertEquals("C is the most diverse, before A (0.90 against 0.60); A is the nearest to the real images' "
            + "sharpness, before B (1.00 against 0.80). A gives up diversity for sharpness, C sharpness for diversity.",
            DiversitySharpness.verdict(
                List.of(entry("A", 0.6, 0, 1), entry("B", 0.5, 0, 1.25), entry("C", 0.9, 0, 2))));
        assertEquals("A is more diverse than B (0.90 against 0.50).",
            DiversitySharpness.verdict(List.of(vector("A", 0.9), vector("B", 0.5))));
        assertThrows(IllegalArgumentException.class, () -> DiversitySharpness.verdict(List.of(vector("A", 1))));
    }
}
