package org.latentlab.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class FindingsTest {

    private static List<Finding> findings() {
        return Findings.of(StudyExample.study(StudyExample.model("2-D", 1, "margin 0–3", "margin 1–2"),
            StudyExample.model("3-D", 0.5, "margin 2–5")));
    }

    @Test
    void modelsAreComparedByTheBaseline() {
        final Finding first = findings().get(0);
        assertEquals("Sampled from the prior, the 3-D model comes closest to the reference: Fréchet distance 10.0; "
            + "the 2-D model is at 20.0, 2.0 times as far.", first.sentence());
        assertEquals(2, first.ratio(), 1e-12);
    }

    @Test
    void areasOfOneKindAreTakenTogether() {
        final Finding margins = findings().get(1);
        assertEquals("Margins of the 2-D model: Fréchet distance 60.0 on average over 2 of them against 20.0 from "
            + "the prior, 3.0 times as far; worst is margin 1–2 with 80.0.", margins.sentence());
        assertEquals("2-D", margins.model());
        assertEquals("margins", margins.area());
        assertEquals(60, margins.value(), 1e-12);
        assertEquals(20, margins.reference(), 1e-12);
    }

    @Test
    void singleAreasStandAlone() {
        assertEquals("The centre of the 2-D model: Fréchet distance 50.0 against 20.0 from the prior, 2.5 times as "
            + "far.",
            findings().get(2).sentence());
        assertTrue(findings().stream().anyMatch(f -> f.sentence()
            .equals("Margin 2–5 of the 3-D model: Fréchet distance "
            + "20.0 against 10.0 from the prior, 2.0 times as far.")));
    }

    @Test
    void leastInceptionScoreIsNamed() {
        assertEquals("The 2-D model's images are least clear and varied in the centre: inception score 2.25 ± 0.05 "
            + "against 6.80 ± 0.05 from the prior.", findings().get(3).sentence());
    }

    @Test
    void compositionOfTheBaselineIsPutInWords() {
        final Finding composition = findings().get(4);
        assertEquals("Drawn from the prior, the 2-D model gives too many of class cat (1.4 times its share); too "
            + "few of class dog (0.75 times its share); none of class emu. To match the reference, 20.0 % of "
            + "its images would have to be of another class.", composition.sentence());
        assertEquals(0.2, composition.value(), 1e-12);
    }

    @Test
    void withoutAPriorTheBestAreaIsTheBaseline() {
        final StudyModel model = new StudyModel("m", "", List.of(StudyExample.score("box", 30, 2),
            StudyExample.score("mixture", 10, 5)), List.of(), List.of(), List.of(), List.of(), List.of());
        final Study study = StudyExample.study(model);
        assertEquals("mixture", study.baselineOf(model).orElseThrow().area());
        assertEquals("The box of the m model: Fréchet distance 30.0 against 10.0 from the mixture, 3.0 times as far.",
            Findings.of(study).get(0).sentence());
    }

    @Test
    void samplesOfNoAreaAreCalledAll() {
        assertEquals("all", StudyExample.score("", 1, 1).area());
        assertEquals("all", new AreaComposition(null, List.of(), new long[0], new long[0]).area());
    }

    @Test
    void chosenBaselineIsTaken() {
        final StudyModel model = StudyExample.model("m", 1);
        final Study study = new Study("t", "", "Centre", "", List.of(model), List.of(), List.of());
        assertEquals(50, study.baselineOf(model).orElseThrow().frechet());
        assertTrue(Findings.of(study).get(0).sentence().endsWith("against 50.0 from the centre, only 0.40 times as "
            + "far."));
    }

    @Test
    void unknownDistancesMakeNoFindings() {
        final StudyModel model = new StudyModel("m", "", List.of(StudyExample.score("prior", 10, Double.NaN),
            StudyExample.score("centre", Double.NaN, Double.NaN)), List.of(), List.of(), List.of(), List.of(),
            List.of());
        assertTrue(Findings.of(StudyExample.study(model)).isEmpty());
    }

    @Test
    void areasOfDifferentModelsAreMatchedByKindAndOrder() {
        final List<Areas.Row> rows = Areas.rows(StudyExample.study(StudyExample.model("a", 1, "margin 0–3",
            "margin 1–2"), StudyExample.model("b", 1, "margin 2–5")));
        assertEquals(List.of("prior", "margin, no. 1", "margin, no. 2", "centre"), rows.stream().map(Areas.Row::label)
            .toList());
        assertEquals("margin 2–5", rows.get(1).areas().get(1));
        assertEquals("margin", Areas.kind("Margin #3"));
        assertEquals("upper left", Areas.kind("upper left"));
        assertEquals("12", Areas.kind("12"));
    }

    @Test
    void inceptionScoresThatLookTheSameAreNoFinding() {
        final StudyModel model = new StudyModel("m", "", List.of(new AreaScore("prior", 9, 10, 1.0011, 0.001, 0, 0, 1),
            new AreaScore("centre", 9, 20, 1.0002, 0.0002, 0, 0, 1)), List.of(), List.of(), List.of(), List.of(),
            List.of());
        assertEquals(List.of("The centre of the m model: Fréchet distance 20.0 against 10.0 from the prior, 2.0 times "
            + "as far."), Findings.of(StudyExample.study(model)).stream().map(Finding::sentence).toList());
    }

    @Test
    void numberedAreasKeepTheirNamesOnlyWhereAllModelsAgreeOnThem() {
        assertEquals(List.of("prior", "margin, no. 1", "margin, no. 2", "centre"),
            labels(StudyExample.model("a", 1, "margin 0–3", "margin 1–7"),
                StudyExample.model("b", 1, "margin 4–5", "margin 1–7")),
            "component 1 of one model has nothing to do with component 1 of the other");
        assertEquals(List.of("prior", "box 1", "box 2", "centre"), labels(StudyExample.model("a", 1, "box 1", "box 2"),
            StudyExample.model("b", 1, "box 1", "box 2")));
        assertEquals(List.of("prior", "margin 0–3", "margin 1–7", "centre"),
            labels(StudyExample.model("a", 1, "margin 0–3", "margin 1–7")));
    }

    private static List<String> labels(final StudyModel... models) {
        return Areas.rows(StudyExample.study(models)).stream().map(Areas.Row::label).toList();
    }

    @Test
    void figuresHaveThreeToFourDigits() {
        assertEquals("1,234", Numbers.figure(1234.4));
        assertEquals("84.1", Numbers.figure(84.09));
        assertEquals("9.95", Numbers.figure(9.951));
        assertEquals("10.0", Numbers.figure(9.999));
        assertEquals("0.012", Numbers.figure(0.0123));
        assertEquals("−2.50", Numbers.figure(-2.5));
        assertEquals("–", Numbers.figure(Double.NaN));
        assertEquals("3.9", Numbers.figureShort(84.1 / 21.3));
        assertEquals("< 0.001", Numbers.pValue(1e-9));
    }
}
