//! Words that tell how something is reported, by class.
//!
//! The model knows a word by its place in these lists: whoever moves one has to train anew.

use super::lexicon::Classes;

/// Verbs that tell what was said.
pub(super) const SAY: &str = "acknowledge add admit admonish affirm allege announce answer argue assert assure \
    aver blog boast brag caution chime claim clarify comment complain concede conclude confess \
    confide confirm contend counter declare deny disclose divulge elaborate emphasize emphasise \
    exclaim explain foretell gripe hint holler insinuate insist intone interject joke lament \
    maintain marvel mention moan mumble murmur muse mutter note observe opine posit post preach \
    proclaim profess protest quip rant react read reaffirm reason rebut recall recount reiterate \
    relate relay remark remind repeat reply report respond restate retort retweet reveal roar say \
    scoff scream shout shrug sigh sneer snap snarl sniff speak specify speculate state stipulate \
    stress suggest summarize surmise swear sing talk tell testify thunder trumpet tweet underline \
    underscore utter vent volunteer vouch vow warn whisper wisecrack write yell warrant crow \
    bemoan bristle chide chuckle cite gush fume grumble growl laugh lecture quote ruminate weigh \
    chant deadpan drawl expound explicate grouse harp hector inform notify brief advise hedge \
    editorialize opine predict forecast prophesy project estimate";

/// Verbs that tell what is thought or felt.
pub(super) const THINK: &str = "believe think feel know understand realize realise fear worry hope expect \
    assume suspect doubt consider see view regard recognize recognise remember forget imagine \
    guess agree disagree wonder anticipate foresee dream figure presume suppose reckon sense \
    perceive envision envisage trust appreciate respect care concern mind ponder mull weigh \
    contemplate decide determine conclude calculate judge deem find learn notice discover hear \
    love like hate dislike enjoy admire distrust mistrust resent regret dread relish welcome \
    favor favour prefer value accept embrace";

/// Verbs that tell what is wanted.
pub(super) const WANT: &str = "want wish seek aim plan intend hope prefer need decide choose agree refuse \
    decline vow promise pledge threaten offer propose prepare consider push press try attempt \
    mean desire long yearn plot opt resolve commit undertake volunteer move work fight lobby \
    campaign angle maneuver scramble strive endeavor aspire expect swear guarantee plead beg beg \
    insist demand require call request bid crave envision dare hesitate look mull";

/// Verbs that tell what something shows.
pub(super) const SHOW: &str = "show find indicate suggest reveal conclude estimate project report describe \
    detail document outline list include require mandate stipulate specify provide call say \
    state read note demonstrate prove signal imply mean predict forecast rank rate credit depict \
    portray illustrate point hold rule bar ban prohibit allow forbid recommend cover expose \
    confirm contain feature highlight mention reflect spell set guarantee declare assert";

/// Verbs that tell what is held of something.
pub(super) const JUDGE: &str = "criticize criticise praise blast slam attack mock support oppose back endorse \
    reject defend condemn denounce decry deplore assail berate castigate chastise scold rebuke \
    reprimand ridicule lambaste lampoon bash rip hammer skewer pan trash hit knock target accuse \
    blame fault question challenge dispute doubt dismiss disavow disown repudiate renounce \
    rescind retract denigrate disparage insult belittle deride malign vilify demonize smear \
    taunt tease needle admonish applaud laud commend hail cheer celebrate compliment congratulate \
    thank tout trumpet champion promote advocate embrace favor favour welcome approve disapprove \
    acclaim admire salute credit vouch excoriate impugn rail rant inveigh object protest resist \
    fight contest counter rebuff refute rebut deflect downplay minimize exaggerate inflate \
    oversell invoke echo second reference defy veto approve adopt disagree side align distance \
    disassociate apologize apologise forgive shame flay pillory savage scorch pummel upbraid \
    lash swipe snipe tar cast bemoan lament eulogize trivialize concede address discuss debate \
    highlight stress emphasize raise cite invoke broach ignore avoid dodge sidestep duck evade";

/// Verbs that tell what seems.
pub(super) const SEEM: &str = "seem appear look sound tend happen";

/// Verbs that tell what is asked of somebody.
pub(super) const ASK: &str = "ask order tell urge call direct instruct command exhort implore entreat beg \
    plead request invite encourage press pressure prod push lobby petition appeal demand query \
    inquire enquire question quiz grill interview recommend advise counsel warn caution remind \
    convince persuade assure challenge dare summon beseech prompt nudge compel require forbid";

/// Verbs that report now and then.
pub(super) const WEAK: &str = "continue begin start go put give take make offer voice express issue deliver \
    release publish post share air broadcast send sign sound draw use raise pose level lodge \
    file register convey communicate communicate present submit introduce unveil float outline \
    lay draft propose table circulate repeat echo join conclude end open close start finish \
    follow lead point refer turn focus speak talk respond react weigh pile jump interrupt \
    intervene gesture nod wave blush cry sob argue debate discuss negotiate dispute litigate";

/// Verbs that take a term for something.
pub(super) const DESCRIBE: &str = "call describe characterize characterise label brand dub term deem depict \
    paint portray cast liken compare frame pitch bill style christen nickname name consider \
    regard see view rate rank declare proclaim pronounce hail dismiss deride know identify cite \
    classify define designate refer";

/// Other frequent verbs.
pub(super) const OTHER_VERB: &str = "win lose run vote meet sign raise come go leave arrive travel hold lead \
    serve spend pay build grow rise fall drop gain pass kill die fire hire appoint nominate elect \
    resign attend visit return open close begin start end live work play watch walk sit stand \
    get receive earn carry bring buy sell break cut set send keep become remain happen turn face \
    fill follow help let lay draw drive eat fly hang hit hurt lend lie catch hide beat bear bind \
    bite blow breed burn cost creep deal dig do drink feed fight flee freeze lose ride ring seek \
    shake shine shoot shrink sink sleep slide speak steal stick strike swim take teach tear throw \
    wear wind need expand increase decrease create produce include involve contain exist occur";

/// Nouns that take what was said or thought.
pub(super) const NOUNS: &str = "accusation acknowledgement acknowledgment admission advice advocacy \
    affirmation agenda aim allegation ambition analysis anger announcement anxiety apology appeal \
    approach approval argument aspiration assertion assessment assumption assurance attack \
    attitude aversion awareness backing belief bid blame boast calculation call campaign case \
    caution certainty challenge characterization charge choice claim clause comment commitment \
    comparison complaint concern conclusion condemnation condition confidence confusion consensus \
    consent contempt contention conviction criticism critique decision declaration defense defence \
    definition demand denial denunciation depiction description desire determination dictum \
    directive disagreement disappointment disbelief discontent disdain dismay dissatisfaction \
    dissent distaste distrust doubt dream drive eagerness effort emphasis endorsement enthusiasm \
    estimate evaluation excitement expectation explanation expression fear finding focus forecast \
    frustration goal guarantee guess guidance hope hypothesis idea impression indication \
    inclination insinuation insistence instruction intent intention interest interpretation \
    invitation invocation joke judgment judgement justification knowledge lament line love message \
    mistrust motion notion objection objective observation offer opinion opposition optimism order \
    outlook outrage perception perspective pessimism petition philosophy plan platform plea pledge \
    point policy portrayal position post praise prediction preference premise prescription pressure \
    priority prognosis projection promise proposal proposition prospect protest provision push \
    query question quip quote reaction reading realization reassurance rebuke rebuttal \
    recollection recommendation reference refusal regret rejection reluctance remark reminder \
    repudiation request requirement reservation resistance resolve respect response retort \
    revelation rhetoric ruling rumor rumour sense sentiment skepticism scepticism speculation \
    stance stand statement stipulation strategy suggestion support suspicion sympathy take \
    testimony theory thinking thought threat trust tweet uncertainty understanding urgency urging \
    verdict view viewpoint vision vow warning willingness wish wonder word worry zeal";

/// Adjectives that take what is felt or thought.
pub(super) const ADJECTIVES: &str = "adamant afraid aghast alarmed amazed angry annoyed anxious apologetic \
    appalled apprehensive ashamed astonished averse aware bullish bearish cautious certain clear \
    cognizant comfortable committed complimentary concerned confident conscious convinced \
    critical curious cynical delighted desperate determined devoted disappointed disgusted \
    dismayed dismissive dissatisfied doubtful dubious eager ecstatic embarrassed enraged \
    enthusiastic excited explicit famous fearful fond frank frightened frustrated furious glad \
    grateful happy hellbent hesitant hopeful horrified hostile impressed inclined incredulous \
    indignant insistent intent interested irate irked jealous keen leery livid loath mad mindful \
    mum nervous noncommittal nostalgic open opposed optimistic outraged outspoken passionate \
    pessimistic pleased poised prepared proud puzzled ready receptive relieved reluctant resentful \
    resigned resistant sad satisfied scared scathing sceptical set shocked sickened silent \
    skeptical sorry stunned supportive sure surprised suspicious sympathetic tempted terrified \
    thankful thrilled torn troubled unafraid unaware uncertain unclear uncomfortable unconcerned \
    unconvinced undecided uneasy unhappy unimpressed unsure unwilling upbeat upset vague vocal \
    wary weary willing worried wrong tired fearless hesitant likely unlikely";

/// Adverbs that tell that something is reported.
pub(super) const ADVERBS: &str = "reportedly allegedly apparently supposedly purportedly presumably seemingly \
    ostensibly evidently";

/// People who speak.
pub(super) const PEOPLE: &str = "activist adviser advisor advocate aide ally ambassador analyst attorney \
    author boss candidate chairman chairwoman chair chief citizen clinician coach colleague \
    commander commentator commissioner conservative consultant correspondent counsel critic \
    defector delegate democrat deputy designer detective diplomat director doctor donor driver \
    economist editor employee envoy executive expert farmer father feminist fighter founder \
    friend general governor guest hawk head historian host husband insider investigator judge \
    journalist juror justice king lawmaker lawyer leader lecturer legislator liberal lobbyist \
    man manager mayor mediator member migrant minister moderator mother negotiator nominee \
    observer officer official operative opponent organizer owner parent participant pastor \
    person politician pollster president premier priest prince professor progressive prosecutor \
    protester publisher queen rebel refugee reporter representative republican researcher \
    resident rival scholar scientist secretary senator sheriff shareholder soldier son \
    source speaker spokesman spokesperson spokeswoman staffer strategist student supporter \
    surrogate teacher treasurer trustee unionist veteran victim voter wife witness woman worker \
    writer people men women children parents folks";

/// Bodies that speak.
pub(super) const GROUPS: &str = "administration agency army association authority authorities bank board body \
    bloc branch business cabinet campaign camp church club coalition commission committee community \
    company conference congress council country court crowd delegation department division \
    establishment faction family firm force forum foundation government group house industry \
    institute institution kremlin league majority media military militia ministry minority mission \
    movement nation navy network newspaper office opposition organization organisation outlet \
    panel paper parliament party police press public publication regime school senate side state \
    summit team tribunal union university white-house world";

/// What is written and says something.
pub(super) const DOCUMENTS: &str = "account accord act affidavit agreement amendment article audit bill blog \
    book brief bulletin clause column communique constitution contract data deal decree document \
    draft e-mail editorial email filing findings guideline headline indictment initiative \
    lawsuit law leaflet legislation letter manifesto measure memo memorandum newsletter note op-ed \
    opinion pact pamphlet plan platform poll polling post posting press-release proposal \
    provision record regulation release report research resolution roadmap rule script statement \
    statistics statute story study survey text timeline transcript treaty tweet video website \
    figures numbers evidence ad advertisement article analysis language plan caption";

/// Pronouns that are no subject.
pub(super) const OBJECTS: &str = "him them me us her himself herself themselves itself myself yourself \
    ourselves";

/// Numbers in words.
pub(super) const NUMBERS: &str = "one two three four five six seven eight nine ten eleven twelve dozen \
    hundred thousand million billion half third quarter percent most many several few some";

/// Verbs with a past and a participle of their own.
pub(super) const IRREGULAR: &[(&str, &str, &str)] = &[
    ("say", "said", "said"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("feel", "felt", "felt"),
    ("know", "knew", "known"),
    ("see", "saw", "seen"),
    ("write", "wrote", "written"),
    ("read", "read", "read"),
    ("speak", "spoke", "spoken"),
    ("give", "gave", "given"),
    ("take", "took", "taken"),
    ("make", "made", "made"),
    ("put", "put", "put"),
    ("go", "went", "gone"),
    ("begin", "began", "begun"),
    ("find", "found", "found"),
    ("hold", "held", "held"),
    ("lead", "led", "led"),
    ("mean", "meant", "meant"),
    ("show", "showed", "shown"),
    ("swear", "swore", "sworn"),
    ("forget", "forgot", "forgotten"),
    ("understand", "understood", "understood"),
    ("choose", "chose", "chosen"),
    ("hear", "heard", "heard"),
    ("seek", "sought", "sought"),
    ("fight", "fought", "fought"),
    ("beg", "begged", "begged"),
    ("forgive", "forgave", "forgiven"),
    ("foresee", "foresaw", "foreseen"),
    ("foretell", "foretold", "foretold"),
    ("send", "sent", "sent"),
    ("lay", "laid", "laid"),
    ("draw", "drew", "drawn"),
    ("cast", "cast", "cast"),
    ("hit", "hit", "hit"),
    ("bid", "bid", "bid"),
    ("set", "set", "set"),
    ("spell", "spelled", "spelt"),
    ("sing", "sang", "sung"),
    ("deal", "dealt", "dealt"),
    ("undertake", "undertook", "undertaken"),
    ("forbid", "forbade", "forbidden"),
    ("beseech", "besought", "besought"),
    ("strive", "strove", "striven"),
    ("dream", "dreamed", "dreamt"),
    ("learn", "learned", "learnt"),
    ("lose", "lost", "lost"),
    ("win", "won", "won"),
    ("run", "ran", "run"),
    ("meet", "met", "met"),
    ("come", "came", "come"),
    ("leave", "left", "left"),
    ("spend", "spent", "spent"),
    ("pay", "paid", "paid"),
    ("build", "built", "built"),
    ("grow", "grew", "grown"),
    ("rise", "rose", "risen"),
    ("fall", "fell", "fallen"),
    ("sit", "sat", "sat"),
    ("stand", "stood", "stood"),
    ("get", "got", "gotten"),
    ("bring", "brought", "brought"),
    ("buy", "bought", "bought"),
    ("sell", "sold", "sold"),
    ("break", "broke", "broken"),
    ("cut", "cut", "cut"),
    ("keep", "kept", "kept"),
    ("become", "became", "become"),
    ("let", "let", "let"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("fly", "flew", "flown"),
    ("hang", "hung", "hung"),
    ("hurt", "hurt", "hurt"),
    ("lend", "lent", "lent"),
    ("lie", "lay", "lain"),
    ("catch", "caught", "caught"),
    ("hide", "hid", "hidden"),
    ("beat", "beat", "beaten"),
    ("throw", "threw", "thrown"),
    ("wear", "wore", "worn"),
    ("teach", "taught", "taught"),
    ("steal", "stole", "stolen"),
    ("strike", "struck", "struck"),
    ("shoot", "shot", "shot"),
    ("flee", "fled", "fled"),
    ("cost", "cost", "cost"),
];

/// Words of closed classes.
pub(super) const CLOSED: &[(&str, Classes)] = &[
    ("am are be been being is was were isn't aren't wasn't weren't 's", Classes::BE),
    ("had has have having hasn't haven't hadn't", Classes::HAVE),
    (
        "can could may might must shall should will would can't cannot couldn't won't wouldn't \
         shouldn't",
        Classes::MODAL,
    ),
    ("do does did don't doesn't didn't", Classes::DO),
    (
        "not never n't no neither nor isn't aren't wasn't weren't hasn't haven't hadn't can't \
         cannot couldn't won't wouldn't shouldn't don't doesn't didn't hardly without",
        Classes::NOT,
    ),
    ("he i it she they we you who", Classes::PRONOUN),
    ("his her its their my our your whose", Classes::POSSESSIVE),
];
