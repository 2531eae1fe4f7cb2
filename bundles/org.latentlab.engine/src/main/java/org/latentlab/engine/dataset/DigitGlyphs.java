package org.latentlab.engine.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * How each digit is written: variants of strokes, each given by control points in a box about 70 wide and 100 high,
 * x to the right, y down. A variant has two extremes of the same build, and a digit is drawn somewhere between them.
 * In a variant's text, ';' lifts the pen and '|' makes a corner (the pen stays down, the curve starts anew there).
 */
final class DigitGlyphs {

    /**
     * One way to write a digit.
     *
     * @param weight how often it is written, relative to the digit's other variants
     * @param from one extreme: curves, each a list of (x, y)
     * @param to the other extreme, with as many points
     * @param stroke for each curve the stroke it belongs to; curves of one stroke hang together
     */
    record Variant(double weight, double[][][] from, double[][][] to, int[] stroke) {
    }

    private static final List<List<Variant>> DIGITS = List.of(
        List.of( // 0: one round, closed at the top, the ends overlapping or apart
            variant(5, "52,3 28,4 9,27 5,57 17,88 38,99 60,84 71,52 64,17 48,2 36,5",
                "60,10 44,0 22,8 6,34 4,66 20,93 44,97 66,74 74,40 68,12 56,4"),
            variant(3, "46,1 26,9 11,34 9,64 18,90 34,99 52,86 60,58 56,25 46,5 39,2",
                "40,2 18,6 2,30 2,64 16,92 40,100 64,90 78,62 76,30 60,8 36,0"),
            variant(2, "30,8 14,24 4,52 10,84 32,99 56,88 70,58 66,26 48,6 30,3 22,14",
                "58,16 38,4 14,20 4,50 8,82 28,98 54,92 74,62 78,30 64,4 44,10")),
        List.of( // 1: plain, with a flag, with flag and foot
            variant(7, "40,0 39,33 38,66 37,100", "45,0 43,30 40,68 32,100"),
            variant(3, "26,20 34,12 42,0|42,0 42,50 41,100", "14,27 29,18 44,2|44,2 46,50 44,100"),
            variant(1, "20,22 32,13 42,1|42,1 42,50 41,97;16,98 41,97 68,98",
                "14,28 30,17 44,2|44,2 44,50 44,99;20,100 44,99 74,97")),
        List.of( // 2: with a corner, with a loop, flat like a z
            variant(5, "8,24 20,6 42,1 63,12 63,36 44,64 22,86 3,98|3,98 34,95 73,97",
                "4,16 26,2 52,3 68,20 60,44 40,64 18,82 2,96|2,96 32,99 68,92"),
            variant(4, "8,20 24,3 48,1 64,16 58,44 38,72 18,93 5,96 3,84 16,79 36,88 56,97 75,90",
                "4,28 18,8 42,0 64,12 64,38 46,66 24,90 6,100 0,90 12,80 32,86 54,98 78,96"),
            variant(2, "2,22 24,8 52,4 66,14 56,38 36,62 16,84 2,97|2,97 24,88 50,88 84,98",
                "0,14 28,3 54,2 62,16 50,42 34,62 20,80 8,94|8,94 34,90 58,93 90,88")),
        List.of( // 3: with a cusp, rounded, with a small loop
            variant(5, "10,14 28,1 52,4 58,22 46,39 26,46|26,46 52,50 65,69 57,91 34,100 6,92",
                "4,10 26,0 54,2 66,18 54,38 32,45|32,45 56,52 62,72 48,94 24,99 2,88"),
            variant(3, "8,16 26,2 52,4 60,22 47,40 34,46 50,50 65,66 60,89 36,100 7,90",
                "4,8 30,0 58,8 60,28 44,42 30,48 48,53 60,68 50,92 26,99 0,92"),
            variant(1.5, "8,12 30,0 54,6 56,24 44,40 28,47 24,42 34,40 56,52 64,74 48,96 22,99 4,88",
                "4,16 24,2 50,2 60,18 50,36 30,48 22,44 32,38 54,48 68,68 56,94 28,100 0,92")),
        List.of( // 4: open with a corner, open and round, closed
            variant(5, "13,4 7,32 4,56|4,56 38,58 76,52;59,2 55,48 51,100",
                "22,2 12,28 6,50|6,50 36,52 70,46;66,8 62,50 60,100"),
            variant(3, "10,4 5,34 12,51 34,53 58,44;64,2 60,46 54,100",
                "16,2 6,26 8,46 30,52 60,38;66,0 64,46 62,100"),
            variant(3, "50,2 27,30 3,59|3,59 38,61 78,58;58,0 56,48 55,100",
                "56,0 34,28 8,62|8,62 40,61 74,63;62,3 60,48 58,100"),
            variant(2, "12,8 8,30 4,52|4,52 36,46 80,38;60,0 50,50 38,100",
                "20,14 12,34 2,56|2,56 40,54 84,46;70,0 56,48 42,98")),
        List.of( // 5: bar apart, in one stroke, like an s
            variant(5, "20,5 15,24 11,43|11,43 34,35 58,44 66,67 52,91 28,100 3,92;20,5 44,4 70,1",
                "16,3 14,22 13,42|13,42 36,39 56,50 58,72 44,92 22,99 0,96;16,3 40,5 64,3"),
            variant(4, "68,2 44,4 23,6|23,6 18,24 14,42|14,42 38,36 60,49 62,73 44,95 20,100 2,91",
                "74,4 50,2 28,3|28,3 20,22 12,42|12,42 36,38 54,52 52,78 34,97 14,99 0,90"),
            variant(2, "86,2 62,4 38,8 22,20 20,40 40,50 54,64 50,84 30,98 12,98 0,88",
                "70,0 50,3 30,10 16,26 24,42 46,50 60,66 56,86 38,99 16,99 2,90")),
        List.of( // 6: bent or nearly straight back, loop small to large
            variant(5, "56,2 34,17 15,45 7,73 17,95 40,99 60,84 57,65 40,56 20,64 9,80",
                "44,0 26,18 11,46 5,74 16,97 38,98 54,80 48,64 32,60 16,70 7,86"),
            variant(3, "62,6 38,10 17,34 6,64 12,91 36,100 62,90 68,70 52,56 28,60 10,76",
                "50,1 30,14 14,40 8,70 20,95 44,98 62,80 54,58 34,54 18,66 12,82"),
            variant(2, "30,0 18,22 8,48 6,76 20,97 46,97 70,84 66,64 44,58 22,72 12,88",
                "40,0 30,22 18,48 10,74 18,97 44,100 72,92 76,74 54,66 30,76 16,92")),
        List.of( // 7: plain, barred, with a hook, bent
            variant(5, "3,9 34,6 70,4|70,4 52,38 40,68 33,100", "0,5 34,6 66,7|66,7 50,38 34,68 20,100"),
            variant(3, "3,9 34,6 70,4|70,4 52,38 40,68 33,100;20,54 44,50 66,48",
                "0,5 34,6 68,8|68,8 52,38 36,70 24,100;18,48 44,50 68,52"),
            variant(2, "4,24 4,15 6,7|6,7 36,6 70,5|70,5 52,36 40,66 34,100",
                "0,20 2,12 6,4|6,4 38,6 72,2|72,2 60,34 50,66 46,100"),
            variant(2, "2,16 20,6 46,6 64,4 64,20 54,44 44,70 36,100",
                "0,22 16,10 44,10 66,2 72,16 64,46 56,72 50,100")),
        List.of( // 8: in one stroke from the right or across the top, two rings
            variant(6, "58,13 38,1 16,9 14,27 33,45 55,62 61,84 38,99 12,88 10,66 32,48 54,28 58,11",
                "60,18 44,2 20,4 10,22 28,42 50,58 56,82 36,100 12,92 6,72 30,50 58,32 62,14"),
            variant(3, "66,8 44,4 22,12 20,30 36,46 52,62 52,86 30,100 10,90 12,70 34,50 54,32 72,12",
                "70,14 48,0 26,8 16,26 32,44 46,62 42,88 20,99 4,86 10,66 34,46 60,28 82,4"),
            variant(2, "36,1 17,9 15,28 34,44 54,30 54,10 34,1;34,44 11,58 7,81 31,99 57,86 57,60 36,44",
                "40,0 20,6 14,26 32,46 56,36 60,14 38,0;32,46 14,62 10,84 32,100 52,88 52,64 34,46")),
        List.of( // 9: straight, bent, slender with a long stem
            variant(4, "60,13 39,2 14,13 7,34 22,49 46,40 60,14|60,14 58,54 53,100",
                "64,18 46,0 18,6 2,28 14,47 42,42 62,16|62,16 56,56 44,100"),
            variant(3, "61,14 40,1 14,12 6,34 22,49 46,42 60,18 61,36 54,66 40,90 22,99",
                "66,16 44,0 16,8 4,30 18,48 44,44 62,20 63,44 56,74 42,96 18,98"),
            variant(3, "58,12 42,0 18,8 9,28 22,44 44,36 58,14|58,14 48,56 36,100",
                "54,20 46,3 24,3 6,20 12,40 34,38 57,16|57,16 50,58 44,100")));

    private DigitGlyphs() {
    }

    /**
     * @param digit 0…9
     * @return the ways to write it
     */
    static List<Variant> variants(final int digit) {
        return DIGITS.get(digit);
    }

    private static Variant variant(final double weight, final String from, final String to) {
        final List<Integer> strokes = new ArrayList<>();
        final double[][][] a = parse(from, strokes);
        final double[][][] b = parse(to, new ArrayList<>());
        for (int i = 0; i < a.length; i++) {
            if (a.length != b.length || a[i].length != b[i].length) {
                throw new IllegalStateException("The extremes '" + from + "' and '" + to + "' differ in build.");
            }
        }
        return new Variant(weight, a, b, strokes.stream().mapToInt(Integer::intValue).toArray());
    }

    private static double[][][] parse(final String text, final List<Integer> strokes) {
        final List<double[][]> curves = new ArrayList<>();
        int stroke = 0;
        for (final String line : text.split(";")) {
            for (final String curve : line.split("\\|")) {
                final String[] points = curve.split(" ");
                final double[][] parsed = new double[points.length][];
                for (int i = 0; i < points.length; i++) {
                    final int comma = points[i].indexOf(',');
                    parsed[i] = new double[]{Double.parseDouble(points[i].substring(0, comma)) / 100,
                        Double.parseDouble(points[i].substring(comma + 1)) / 100};
                }
                curves.add(parsed);
                strokes.add(stroke);
            }
            stroke++;
        }
        return curves.toArray(new double[0][][]);
    }
}
