"""Combat, movement, strikes and evacuations as newsrooms, bulletins and analysts word them in English."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

PRESENCE = (
    says("Geolocated footage shows Russian troops in central Pokrovsk.", "incursion Pokrovsk RU asserted"),
    says(
        "Russian soldiers were filmed raising a flag over the town hall in Siversk.",
        "incursion Siversk RU asserted",
    ),
    says("Video shows Ukrainian soldiers inside Kupiansk.", "incursion Kupiansk UA asserted"),
    says("A handful of Russian infantry sneaked into Siversk overnight.", "incursion Siversk RU asserted"),
    says(
        "Small groups of Russian infantry have infiltrated the northern districts of Kupiansk.",
        "incursion Kupiansk RU asserted",
    ),
    says(
        "Russian sabotage groups are already inside Pokrovsk, a Ukrainian officer said.",
        "incursion Pokrovsk RU asserted",
    ),
    says(
        "Several dozen Russian soldiers are hiding in basements in Pokrovsk.",
        "incursion Pokrovsk RU asserted",
    ),
    says("The Russians have got into Toretsk.", "incursion Toretsk RU asserted"),
    says(
        "Russian troops have gained a foothold on the outskirts of Chasiv Yar.",
        "incursion Chasiv Yar RU asserted",
    ),
    says(
        "Russian forces gained a foothold in the first houses of Klishchiivka.",
        "incursion Klishchiivka RU asserted",
    ),
    says("Russians seen in Selydove", "incursion Selydove RU asserted"),
    says(
        "Enemy troops broke through to the outskirts of Vovchansk, the brigade said.",
        "incursion Vovchansk RU asserted",
    ),
    says("Russian forces broke through into Vovchansk on Friday.", "incursion Vovchansk RU asserted"),
    says("Russian troops have broken into the town of Toretsk.", "incursion Toretsk RU asserted"),
    says(
        "Ukrainian troops crossed the border and entered the Russian town of Sudzha.",
        "incursion Sudzha UA asserted",
    ),
    says(
        "A Ukrainian raiding party slipped across the border into Tetkino.", "incursion Tetkino UA asserted"
    ),
    says(
        "A Russian reconnaissance group was spotted in Kostiantynivka.",
        "incursion Kostiantynivka RU asserted",
    ),
    says("Russian troops are operating in the southern part of Pokrovsk.", "incursion Pokrovsk RU asserted"),
    says(
        "Fighters of the 155th brigade planted a Russian flag in the centre of Velyka Novosilka.",
        "incursion Velyka Novosilka RU asserted",
    ),
    says(
        "Russian forces have penetrated Ukrainian defences at Dobropillia.",
        "incursion Dobropillia RU asserted",
    ),
    says("The enemy infiltrated behind our lines near Rodynske.", "incursion Rodynske RU asserted"),
    says("DeepState: enemy has entered Novopavlivka.", "incursion Novopavlivka RU asserted"),
    says("Russian forces enter Toretsk", "incursion Toretsk RU asserted"),
    says("Russian paratroopers break into Vovchansk from the north", "incursion Vovchansk RU asserted"),
    says(
        "Russian motorcyclists burst into Malynivka and dispersed in the gardens.",
        "incursion Malynivka RU asserted",
    ),
    says("Russian assault troops rode into Stepove on motorcycles.", "incursion Stepove RU asserted"),
    says(
        "Two Russian armoured vehicles reached the centre of Kurakhove before they were destroyed.",
        "incursion Kurakhove RU asserted",
    ),
    says("Russian troops have reached the outskirts of Pokrovsk.", "incursion Pokrovsk RU asserted"),
    says("No Russian soldier has set foot in Kupiansk, the mayor said.", "incursion Kupiansk RU denied"),
    says(
        "There are no Russian troops in Kupiansk, Ukraine's General Staff said.",
        "incursion Kupiansk RU denied",
    ),
    says("Ukraine denied that Russian troops had entered Pokrovsk.", "incursion Pokrovsk RU denied"),
    says(
        "Russian infantry got across the river at Dvorichna and were hunted down by drones.",
        "assault_repelled Dvorichna UA asserted",
        "incursion Dvorichna RU asserted",
    ),
    says("Russian soldiers may already be in Huliaipole.", "incursion Huliaipole RU hypothetical"),
    says(
        "If Russian troops enter Zaporizhzhia, the bridge will be blown.",
        "incursion Zaporizhzhia RU hypothetical",
    ),
    says("Ukrainian special forces landed on the Kinburn Spit.", "incursion Kinburn Spit UA asserted"),
    says("Russian scouts were caught in Lyman, police said.", "incursion Lyman RU asserted"),
    says("The Russians are in Vovchansk.", "incursion Vovchansk RU asserted"),
    says("A Russian landing party went ashore near Kozatske.", "incursion Kozatske RU asserted"),
    says("Ukrainian marines crossed the Dnipro and landed at Krynky.", "incursion Krynky UA asserted"),
    says(
        "A pocket of Russian infantry is holding out in the school in Hrabovske.",
        "incursion Hrabovske RU asserted",
    ),
    says(
        "Russian troops entered the village of Hrabovske and took away about 50 residents.",
        "incursion Hrabovske RU asserted",
    ),
    says("Russian soldiers in civilian clothes had seeped into Pokrovsk.", "incursion Pokrovsk RU asserted"),
    says("Russian fighters have been seeping into Pokrovsk for weeks.", "incursion Pokrovsk RU asserted"),
)

ATTACKS = (
    says(
        "12 assaults in the Kupiansk direction near Zahryzove, Petropavlivka and Lozova.",
        "assault Lozova ? asserted",
        "assault Petropavlivka ? asserted",
        "assault Zahryzove ? asserted",
    ),
    says("Eight attacks near Klishchiivka were repelled.", "assault_repelled Klishchiivka ? asserted"),
    says("Attacks near Terny were beaten off, the brigade said.", "assault_repelled Terny ? asserted"),
    says("Russian attacks on Siversk have been repelled.", "assault_repelled Siversk UA asserted"),
    says(
        "Russian forces attacked near Makiivka and Novoselivske but did not advance.",
        "assault Makiivka RU asserted",
        "assault Novoselivske RU asserted",
    ),
    says("Ukrainian forces counterattacked near Novooleksandrivka.", "assault Novooleksandrivka UA asserted"),
    says("Russia throws new tanks at Kurakhove", "assault Kurakhove RU asserted"),
    says("The Russians are storming Toretsk.", "assault Toretsk RU asserted"),
    says(
        "Russian infantry stormed the positions of the 72nd brigade at Vuhledar.",
        "assault Vuhledar RU asserted",
    ),
    says("Russian troops pressed their assault on Selydove on Wednesday.", "assault Selydove RU asserted"),
    says("Pressing on Kurakhove, Russian forces brought up tanks.", "assault Kurakhove RU asserted"),
    says(
        "Ukrainian drones destroyed a Russian column heading for Siversk.",
        "assault_repelled Siversk UA asserted",
    ),
    says("The Russian assault on Levadne faltered.", "assault Levadne RU asserted"),
    says(
        "Ukrainian defenders held off a Russian assault on Robotyne.", "assault_repelled Robotyne UA asserted"
    ),
    says(
        "Ukrainian forces stopped a Russian attempt to break through near Hlyboke.",
        "assault_repelled Hlyboke UA asserted",
    ),
    says("Russian attempt to break into Kupiansk fails", "assault Kupiansk RU asserted"),
    says(
        "Russia's attempt to cross the river at Dvorichna was thwarted.",
        "assault Dvorichna RU asserted",
        "assault_repelled Dvorichna UA asserted",
    ),
    says(
        "The Russians tried to storm Kupiansk and were thrown back.", "assault_repelled Kupiansk UA asserted"
    ),
    says("Russian forces unsuccessfully attacked near Spirne.", "assault Spirne RU asserted"),
    says("Russian forces tried and failed to enter Chasiv Yar.", "assault Chasiv Yar RU asserted"),
    says(
        "Enemy infantry twice crept into Hlyboke under fog and twice paid for it.",
        "incursion Hlyboke RU asserted",
    ),
    says(
        "Ukrainian troops wiped out a Russian assault group near Robotyne.",
        "assault_repelled Robotyne UA asserted",
    ),
    says("An assault group that tried to enter Siversk was destroyed.", "assault Siversk ? asserted"),
    says(
        "A Russian landing near Kozachi Laheri was repulsed.", "assault_repelled Kozachi Laheri UA asserted"
    ),
    says(
        "Russian marines attempted a landing on the islands near Kherson and were driven off.",
        "assault Kherson RU asserted",
        "assault_repelled Kherson UA asserted",
    ),
    says(
        "Moscow said it had repelled a Ukrainian attack near Sudzha.", "assault_repelled Sudzha RU asserted"
    ),
    says(
        "Ukrainian attacks near Rabotino were unsuccessful, the ministry in Moscow said.",
        "assault Robotyne UA asserted",
    ),
    says("Heavy Russian assaults continue around Toretsk.", "assault Toretsk RU asserted"),
    says(
        "Russian forces renewed their offensive towards Kupiansk on Thursday.", "assault Kupiansk RU asserted"
    ),
    says("The Russian army went on the offensive near Vovchansk.", "assault Vovchansk RU asserted"),
    says("Russia opened a new front with an assault on Vovchansk.", "assault Vovchansk RU asserted"),
    says("Chasiv Yar is under assault from three sides.", "assault Chasiv Yar ? asserted"),
    says("Siversk came under attack from the north and the east.", "strike Siversk ? asserted"),
    says("Russian troops are trying to take Toretsk.", "assault Toretsk RU asserted"),
    says("Ukrainian forces are attacking Russian positions near Tetkino.", "assault Tetkino UA asserted"),
    says("The occupiers stormed our positions near Terny seven times.", "assault Terny RU asserted"),
    says(
        "Combat clashes took place near Terny and Torske.",
        "contested Terny ? asserted",
        "contested Torske ? asserted",
    ),
    says("The enemy launched five attacks in the area of Vovchansk.", "assault Vovchansk RU asserted"),
    says("Five times the enemy tried to advance near Starytsia.", "assault Starytsia RU asserted"),
    says(
        "Our soldiers stopped all enemy attempts to advance to Hryhorivka.",
        "assault_repelled Hryhorivka UA asserted",
    ),
    says(
        "Ukraine repelled 35 attacks in the Pokrovsk sector over the past day.",
        "assault_repelled Pokrovsk UA asserted",
    ),
)

MOVEMENT = (
    says("Russian troops have surrounded Myrnohrad.", "encirclement Myrnohrad RU asserted"),
    says("Myrnohrad is surrounded.", "encirclement Myrnohrad ? asserted"),
    says(
        "Ukrainian units in Myrnohrad are surrounded, the Kremlin said.", "encirclement Myrnohrad RU asserted"
    ),
    says("Russian forces have closed the ring around Kupiansk.", "encirclement Kupiansk RU asserted"),
    says("The noose around Bakhmut is tightening.", "threat Bakhmut ? asserted"),
    says("Russian forces tighten noose around Pokrovsk", "threat Pokrovsk RU asserted"),
    says(
        "Up to 5,000 Ukrainian soldiers are trapped in Pokrovsk, Putin said.",
        "encirclement Pokrovsk RU asserted",
    ),
    says(
        "Ukrainian forces are at risk of being encircled in Pokrovsk.",
        "encirclement Pokrovsk RU hypothetical",
    ),
    says("The Ukrainian garrison in Kurakhove has been cut off.", "encirclement Kurakhove RU asserted"),
    says("Russian forces are trying to encircle Pokrovsk.", "assault Pokrovsk RU asserted"),
    says("Russian troops partially encircled Velyka Novosilka.", "encirclement Velyka Novosilka RU asserted"),
    says("Ukraine says Kupiansk is not encircled.", "encirclement Kupiansk RU denied"),
    says("Syrskyi: no encirclement of Pokrovsk", "encirclement Pokrovsk RU denied"),
    says("Selydove half-encircled, soldiers say", "encirclement Selydove ? asserted"),
    says(
        "Russian forces have enveloped Velyka Novosilka from the west.",
        "encirclement Velyka Novosilka RU asserted",
    ),
    says("Russian forces advanced near Toretsk.", "advance Toretsk RU asserted"),
    says(
        "The enemy advanced in Toretsk and near Shevchenko.",
        "advance Shevchenko RU asserted",
        "advance Toretsk RU asserted",
    ),
    says("DeepState: the enemy advanced near Novoukrainka.", "advance Novoukrainka RU asserted"),
    says("Russian forces made confirmed advances near Kupiansk.", "advance Kupiansk RU asserted"),
    says("Russian gains near Velyka Novosilka", "advance Velyka Novosilka RU asserted"),
    says("Russian troops closing in on Pokrovsk", "advance Pokrovsk RU asserted"),
    says("Russian troops are closing in on Pokrovsk from the south.", "advance Pokrovsk RU asserted"),
    says("Russian forces crept closer to Kostiantynivka.", "advance Kostiantynivka RU asserted"),
    says(
        "Geolocated footage indicates that Russian forces recently advanced south of Kurakhove.",
        "advance Kurakhove RU asserted",
    ),
    says("Ukrainian forces recently advanced northwest of Vovchansk.", "advance Vovchansk UA asserted"),
    says("Russian forces pushed west of Ocheretyne.", "advance Ocheretyne RU asserted"),
    says("Russian forces pushed toward Myrnohrad.", "advance Myrnohrad RU asserted"),
    says("Russian troops have advanced two kilometres towards Pokrovsk.", "advance Pokrovsk RU asserted"),
    says("Russian troops have improved their positions near Terny.", "advance Terny RU asserted"),
    says("The enemy had partial success near Berestky.", "advance Berestky RU asserted"),
    says("Russian troops have taken several tree lines near Makiivka.", "advance Makiivka RU asserted"),
    says("Russian forces captured positions south of Hryhorivka.", "advance Hryhorivka RU asserted"),
    says("Russian forces are advancing on Pokrovsk.", "advance Pokrovsk RU asserted"),
    says("The Russian advance toward Pokrovsk has slowed.", "advance Pokrovsk RU asserted"),
    says("Russian forces did not advance near Lyman.", "advance Lyman RU denied"),
    says("Russian forces inch towards Pokrovsk", "advance Pokrovsk RU asserted"),
    says("Russia is massing troops near Kupiansk.", "buildup Kupiansk RU asserted"),
    says("Russia has amassed 50,000 troops near Sumy, Zelensky said.", "buildup Sumy RU asserted"),
    says(
        "Some 50,000 Russian troops have been gathered on the border opposite Sumy.",
        "buildup Sumy RU asserted",
    ),
    says("Russia moved up reserves to Chasiv Yar.", "buildup Chasiv Yar RU asserted"),
    says("Fresh Russian brigades have arrived near Pokrovsk.", "buildup Pokrovsk RU asserted"),
    says("The Russians are pulling reserves to Huliaipole.", "buildup Huliaipole RU asserted"),
    says("A build-up of Russian forces near Vovchansk has been noted.", "buildup Vovchansk RU asserted"),
    says("Russia deployed naval infantry to the Dobropillia area.", "buildup Dobropillia RU asserted"),
    says("The enemy continues to accumulate manpower in Siversk's suburbs.", "buildup Siversk RU asserted"),
    says("Russia is building up its forces in the Orikhiv direction.", "buildup Orikhiv RU asserted"),
    says(
        "Russian forces have cut the road from Pokrovsk to Kostiantynivka.",
        "route_cut Kostiantynivka RU asserted",
        "route_cut Pokrovsk RU asserted",
    ),
    says(
        "The road between Bakhmut and Sloviansk has been cut.",
        "route_cut Bakhmut ? asserted",
        "route_cut Sloviansk ? asserted",
    ),
    says(
        "The Pokrovsk-Kostiantynivka highway is cut.",
        "route_cut Kostiantynivka ? asserted",
        "route_cut Pokrovsk ? asserted",
    ),
    says(
        "The road from Velyka Novosilka to Bohatyr is under Russian fire control.",
        "route_cut Bohatyr RU asserted",
        "route_cut Velyka Novosilka RU asserted",
    ),
    says("Russian drones control the road into Chasiv Yar.", "route_cut Chasiv Yar RU asserted"),
    says(
        "Russian forces have established fire control over the highway near Karlivka.",
        "route_cut Karlivka RU asserted",
    ),
    says("The last supply route into Myrnohrad has been severed.", "route_cut Myrnohrad ? asserted"),
    says("The only road out of Kurakhove is under constant drone attack.", "route_cut Kurakhove ? asserted"),
    says(
        "Russian troops severed the railway line between Pokrovsk and Dnipro.",
        "route_cut Dnipro RU asserted",
        "route_cut Pokrovsk RU asserted",
    ),
    says(
        "Russian drones have made the road to Kostiantynivka impassable.",
        "route_cut Kostiantynivka RU asserted",
    ),
    says(
        "Russian troops took the T0504 highway at Vozdvyzhenka under fire control.",
        "route_cut Vozdvyzhenka RU asserted",
    ),
    says("Logistics to Pokrovsk are being cut by drones.", "route_cut Pokrovsk ? asserted"),
    says("The garrison of Siversk is supplied by one dirt road."),
    says("The road to Siversk has not been cut, the spokesman said.", "route_cut Siversk ? denied"),
    says("Russian forces are trying to cut the road to Lyman.", "assault Lyman RU asserted"),
    says("If the bridge goes, Kupiansk is cut off.", "encirclement Kupiansk ? hypothetical"),
    says("Russian forces threaten Pokrovsk from the south.", "threat Pokrovsk RU asserted"),
    says("Pokrovsk is threatened from two sides.", "threat Pokrovsk ? asserted"),
    says("Sumy is under threat, the governor said.", "threat Sumy ? asserted"),
    says("The fall of Vuhledar opens the way to Velyka Novosilka.", "threat Velyka Novosilka ? asserted"),
    says("The advance puts Kostiantynivka in danger.", "threat Kostiantynivka ? asserted"),
    says("Russian troops loom over Kupiansk.", "threat Kupiansk RU asserted"),
)

STRIKES = (
    says("Russian forces shelled Nikopol.", "strike Nikopol RU asserted"),
    says("Nikopol was shelled overnight.", "strike Nikopol ? asserted"),
    says("Kherson came under Russian fire on Sunday morning.", "strike Kherson RU asserted"),
    says("Kherson came under fire.", "strike Kherson ? asserted"),
    says("A glide bomb hit a block of flats in Kharkiv.", "strike Kharkiv ? asserted"),
    says("Drones struck a hospital in Sumy.", "strike Sumy ? asserted"),
    says(
        "Two people were killed in Kramatorsk when a missile struck a hotel.", "strike Kramatorsk ? asserted"
    ),
    says("Russian shelling killed two people in Kostiantynivka.", "strike Kostiantynivka RU asserted"),
    says("A Russian attack on Zaporizhzhia killed 13 people.", "strike Zaporizhzhia RU asserted"),
    says("At least four people died in a Russian missile strike on Poltava.", "strike Poltava RU asserted"),
    says("Russia hits Odesa port with drones", "strike Odesa Port RU asserted"),
    says("Russian missile strike on Kryvyi Rih kills four", "strike Kryvyi Rih RU asserted"),
    says("Explosions were heard in Kharkiv.", "strike Kharkiv ? asserted"),
    says("Explosions rocked Odesa as Russia launched a missile attack.", "strike Odesa RU asserted"),
    says("A drone crashed into a nine-storey building in Sumy.", "strike Sumy ? asserted"),
    says("Russia dropped three guided bombs on Vovchansk.", "strike Vovchansk RU asserted"),
    says("Three guided bombs fell on Vovchansk.", "strike Vovchansk ? asserted"),
    says("Ukrainian drones attacked an oil depot in Engels.", "strike Engels UA asserted"),
    says("Ukrainian drones set an oil refinery ablaze in Tuapse.", "strike Tuapse UA asserted"),
    says("An oil depot in Feodosia caught fire after a drone attack.", "strike Feodosiia ? asserted"),
    says(
        "A HIMARS strike destroyed a barracks in Makiivka, killing dozens of Russian soldiers.",
        "strike Makiivka UA asserted",
    ),
    says("Ukraine struck a Russian command post in Donetsk.", "strike Donetsk UA asserted"),
    says("The market in Nikopol was hit by artillery.", "strike Nikopol ? asserted"),
    says("One person was killed and three wounded in the shelling of Kherson.", "strike Kherson ? asserted"),
    says("A woman was killed in Beryslav by a drone.", "strike Beryslav ? asserted"),
    says("An FPV drone hit a minibus in Kherson.", "strike Kherson ? asserted"),
    says("The enemy attacked Nikopol with kamikaze drones.", "strike Nikopol RU asserted"),
    says("The enemy struck Sumy with two ballistic missiles.", "strike Sumy RU asserted"),
    says("Overnight Russia fired missiles at Dnipro.", "strike Dnipro RU asserted"),
    says("Debris of a shot-down drone fell on a house in Kyiv.", "strike Kyiv ? asserted"),
    says("Russian artillery pounded Toretsk.", "strike Toretsk RU asserted"),
    says("Russian aviation bombed Siversk.", "strike Siversk RU asserted"),
    says(
        "Ten air strikes were carried out on Kostiantynivka, Siversk and Druzhkivka.",
        "strike Druzhkivka ? asserted",
        "strike Kostiantynivka ? asserted",
        "strike Siversk ? asserted",
    ),
    says("The enemy launched an air strike on Huliaipole.", "strike Huliaipole RU asserted"),
    says(
        "Enemy artillery fired on Stepnohirsk, Kamianske and Novoandriivka.",
        "strike Kamianske RU asserted",
        "strike Novoandriivka RU asserted",
        "strike Stepnohirsk RU asserted",
    ),
    says(
        "More than 20 settlements came under artillery fire, including Krasnohorivka and Kurakhove.",
        "strike Krasnohorivka ? asserted",
        "strike Kurakhove ? asserted",
    ),
    says("A Shahed hit the railway station in Zaporizhzhia.", "strike Zaporizhzhia RU asserted"),
    says("Russia attacked the energy infrastructure in Odesa with Shaheds.", "strike Odesa RU asserted"),
    says("Belgorod was attacked by drones, the governor said.", "strike Belgorod ? asserted"),
    says("The Ukrainian Armed Forces shelled Shebekino, Gladkov wrote.", "strike Shebekino UA asserted"),
    says("Kyiv's forces shelled Donetsk, the Russian-installed mayor said.", "strike Donetsk UA asserted"),
    says("Russia denied striking the hospital in Selydove.", "strike Selydove RU denied"),
    says("Air raid sirens sounded in Kyiv."),
    says("Rockets rained down on Kharkiv.", "strike Kharkiv ? asserted"),
    says("Russian rockets have slammed into Kramatorsk.", "strike Kramatorsk RU asserted"),
    says("Three killed as Russian bomb hits Kostiantynivka market", "strike Kostiantynivka RU asserted"),
    says("The Russian strike on Hroza killed 59 people in October 2023.", "strike Hroza RU background"),
    says("Authorities ordered a mandatory evacuation of Kupiansk.", "evacuation_ordered Kupiansk ? asserted"),
    says(
        "The mandatory evacuation of families with children from Pokrovsk was announced.",
        "evacuation_ordered Pokrovsk ? asserted",
    ),
    says("Residents of Kostiantynivka were told to leave.", "evacuation_ordered Kostiantynivka ? asserted"),
    says(
        "Families with children must leave Kramatorsk, the governor said.",
        "evacuation_ordered Kramatorsk ? asserted",
    ),
    says(
        "Governor Filashkin ordered families with children out of Kostiantynivka.",
        "evacuation_ordered Kostiantynivka ? asserted",
    ),
    says(
        "Compulsory evacuation was declared in 20 villages including Vovchansk.",
        "evacuation_ordered Vovchansk ? asserted",
    ),
    says(
        "Officials urged residents of Pokrovsk to evacuate immediately.",
        "evacuation_ordered Pokrovsk ? asserted",
    ),
    says(
        "Civilians have until Friday to leave Borova, under an order signed by the governor.",
        "evacuation_ordered Borova ? asserted",
    ),
    says("The evacuation zone was extended to Dobropillia.", "evacuation_ordered Dobropillia ? asserted"),
    says("Volunteers evacuated an elderly couple from Toretsk."),
    says("Evacuation of Kherson is not planned, the governor said.", "evacuation_ordered Kherson ? denied"),
    says(
        "A mandatory evacuation may be declared in Zaporizhzhia.",
        "evacuation_ordered Zaporizhzhia ? hypothetical",
    ),
    says("Everyone must be out of Myrnohrad by 4 p.m.", "evacuation_ordered Myrnohrad ? asserted"),
)


@pytest.mark.parametrize("case", [*PRESENCE, *ATTACKS, *MOVEMENT, *STRIKES], ids=lambda case: case.text[:48])
def test_paraphrases_say_the_same_event(case: Says, extractor: Extractor) -> None:
    """Whatever the wording, the claims are those that a careful reader takes, and no others."""
    assert lines(extractor, case.text) == case.claims
