using System.Collections.Frozen;

namespace Interception.Server.Generation.Reports;

/// <summary>Common words of error messages; alone they tell nothing about a request.</summary>
internal static class ErrorWords
{
    private static readonly FrozenSet<string> All = """
        a about access after again all allowed already alternate an and any api are argument as assistant at available
        bad be because been before being bigger body but by call calls can cannot cause changed chat check client closed code
        completion configured connection contain contains content context could current deny did do does done down
        each empty end error errors exceed exceeded exceeds exist expected fail failed failure false field file first
        for format forbidden found from generate get given gpu has have http id if in input instead internal invalid is it its
        json key kind large len length less like limit line list load loaded loading long longer maximum max may memory
        message messages method min missing model models more most must name need needed never new next no not
        null number object of off on one only open option or out over parameter parse permitted please problem process prompt
        provide provided queue rate read reason received refused rejected remote request requests required resource
        response retry role roles run runner running schema server service set should since size smaller so some speak
        start started state status still stop stopped stream string such support supported supports system than that
        template terminated than the their then there they this time timeout to token tokens too true try type
        unable unauthorized unavailable under unexpected unknown unsupported until up url use used user using
        valid value values version wait was we went were when where which while will with without word wrong you your
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    /// <summary>Whether a word, in lower case, is one of them.</summary>
    public static bool Contains(string word) => All.Contains(word);
}
